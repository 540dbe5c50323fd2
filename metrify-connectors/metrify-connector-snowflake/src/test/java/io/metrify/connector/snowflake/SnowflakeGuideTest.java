package io.metrify.connector.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.api.Progress;
import io.metrify.connector.api.Secret;
import io.metrify.connector.jdbc.JdbcWarehouse;
import io.metrify.model.MetrifyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code docs/guide/snowflake.md} shows: each of its listings stands here, is compiled and run. */
class SnowflakeGuideTest {

    private static final Path GUIDE = Path.of("../../docs/guide/snowflake.md");
    private static final Path SOURCE = Path.of("src/test/java/io/metrify/connector/snowflake/SnowflakeGuideTest.java");

    @Test
    void everyListingOfTheGuideStandsInThisClass() throws IOException {
        String source = unindented(Files.readString(SOURCE));
        List<String> listings = new ArrayList<>();
        String[] parts = Files.readString(GUIDE).replace("\r\n", "\n").split("```java\n", -1);
        for (int part = 1; part < parts.length; part++) {
            listings.add(parts[part].substring(0, parts[part].indexOf("```")));
        }

        assertThat(listings).hasSize(2);
        assertThat(listings).allSatisfy(listing -> assertThat(source).contains(unindented(listing)));
    }

    /** There is no such file, which is told before anybody is asked. */
    @Test
    void settingsAreMadeFromTheFileOfAKey() {
        assertThatThrownBy(() -> settings(""))
                .isInstanceOf(MetrifyException.class)
                .hasMessageContaining("loader.p8");
    }

    @Test
    void aWarehouseIsDefinedAndOpened() {
        run(LocalSnowflake.defined());
    }

    private static SnowflakeSettings settings(String passphrase) {
        SnowflakePlace place = new SnowflakePlace("LOAD_WH", Optional.of("METRIFY_LOADER"), "METERING", "PUBLIC");
        SnowflakeLogin login = SnowflakeLogin.key(Path.of("loader.p8"), Secret.orNone(passphrase));
        SnowflakeSettings settings = SnowflakeSettings.of("myorg-myaccount", "LOADER", login, place);
        return settings;
    }

    private static void run(SnowflakeSettings settings) {
        SnowflakeWarehouse.define(settings, 7); // tables, stage and file format; again is harmless
        try (JdbcWarehouse warehouse = SnowflakeWarehouse.open(settings, "metering")) {
            // the ledger of an IngestPipeline
            warehouse.load();
        }
        try (JdbcWarehouse warehouse = SnowflakeWarehouse.open(settings, "metering")) {
            assertThat(warehouse.load()).isEqualTo(Progress.NONE);
        }
    }

    private static String unindented(String text) {
        return text.lines().map(String::strip).reduce("", (all, line) -> all + line + "\n");
    }
}
