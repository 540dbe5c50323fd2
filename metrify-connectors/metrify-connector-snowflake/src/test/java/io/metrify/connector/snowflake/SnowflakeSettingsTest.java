package io.metrify.connector.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metrify.connector.api.Secret;
import io.metrify.model.MetrifyException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnowflakeSettingsTest {

    private static final SnowflakePlace PLACE = new SnowflakePlace("WH", Optional.empty(), "METRIFY", "PUBLIC");
    private static final String SECRET = "hush, secret";

    /** Made for this test with openssl pkcs8 -topk8 -v2 aes-256-cbc, and used nowhere. */
    private static final String ENCRYPTED = """
            MIIFLTBXBgkqhkiG9w0BBQ0wSjApBgkqhkiG9w0BBQwwHAQIDkuhmy+dFfQCAggA
            MAwGCCqGSIb3DQIJBQAwHQYJYIZIAWUDBAEqBBCEh9/TFde6fRufI0n1kVMdBIIE
            0NOM/+f096RGaOXPnvizfJ35gdpqYQgha5b3mJhCS5m4kkfZy47lYRyxed5nRRck
            KD9a8juIveN9wL3dHDLOr77nQhzkTDUBDFT3Fsm5YJcSN4eDE3AgV9Yr+5dlCVA/
            aCFGfUOVV1PlttfR8TDW9qGQTQkJxqn25yR/C6Kk8/6Jt+NqWXML11pghQuQZUrU
            ulL3bHNp51XE9t/f7MymNe5pnRWTl39yrmSfdmPr1RPBqyYK/cRSg3/7HdBMu+MC
            4fSYT1UQgjLHDORPhwpDD+haDChVYDbgWNH+NY1gR5TpqwDAB+DcLKAhP04V8lVd
            0jUOgdb0DFzoE9tBDIGJjX5vTJDjKudc9eeyYjOS/d7i9d5gKOT5eFHPalonM9k4
            8w+CHVc+6F9wP0i6qcRk63MK7XpbMNbGkvSd9O75y3/trxQE1RBsfDdpnPzt5h28
            BimXRaYS9ICz2OQrv0VomF4+aCknAI8vVyvBxldzO1B3aaL/gW0fB6E1a52VJe5f
            8+J7qxylpMNp+DFsZuEFXlETWS0oGJM2jLoduMhNcdiKLRn2Ou+md4evZtbLQyLY
            ndhZLon/8s4gZ4THZ+tiMqdEgqF0m1KQuIGHtd08J8T13B4+dKDoM8914We7wZn5
            wbIxoAIll6pboH0FGw+tvWNp5jl5OI/6GAphutoUM1ZwJ4/E2zHdn+cprln7kJF8
            wxdsnKPU9gffmETwiIMKfzvhFTSzhNYWLRjWiXZnW12DrzI1ysZKFq/T/4r4HlJs
            JeczMwq5gfI1CPOVRwraIYfJrUDc8tnxW/4tjjWL83EF4AI8UkptEDYuadYBLqlr
            RLQPwn0SIQcwNaS9ADtrarNrLw8BYOoke+SdtDEjbQ9tRNqoaz0QdMSAbrnZWJJ/
            xR9rT+qxMOIIixjDVB5IecBywMwD+wWmDGQdiM67pSi1u41rBcJafLeG8oWpM+ND
            sVXW66EpHwdqg1UwDYo/zwPVdi3nzvRMIydbVdjgTdtVQoZUjJfjFGjhanZMjIxL
            w41fgbLcKFymciJ7iDiOKz0Z/DduuHnLo6SLfwHta882m4YuF4b5OOJqM74vPyYF
            gs6FGFydDE75g2rTPzvMQQueKKJGq/L00+EDIqgkBIvqirEMiuRh+uA3eFIduAXO
            2l2c095amKpG/vpAnRsva77tI/yVtw1uDbgnCiSGOSMAPWxiIo5P4H87Oxiyo8ED
            UJky+6i18BSCVzzwRZ0TMQua/vtmbnFdocuzWJ29gSU4hStUmkuO6A+/+M0prE5f
            lilpp7sKP6mNg9aox+e9xxyWPEbh6yePN1fwM3EUO5r4guN/WM6oaeEvpiOOLiTb
            F94pyCQhh7PFhMVugDjSCTz9YO++JQgP/DrszMHEC8OO9HWyKGKZhmatHLEbVgLu
            l2+m9GmM4slUmMY4Mw6pvSIf34R90QaUFLHIOubbclsegsnZ5DcSXTFZlaB/A8K3
            z+UCpoQIDDTQ3QzRI+UOwxOTT4GZYxhXtn5XTt1S8W77S5lJLJYFY3uxshIwvsAO
            TrExqAmrNu4EoNdJ4QklzLk5c8f89NwoiObOjsOyHT3ifSN1g2ZAww5iRwD81F0x
            +UFa4lxpncFVD2M9L1ly0RX3j/SlYCEMLdTiluO+MJZX
            """;

    private static final String HASH_OF_IT = "94f53c6a8d688e4170842ce6723e964768299b08002fc4c3ad32320f6f738f3c";

    @Test
    void theAddressFollowsFromTheAccount() {
        SnowflakeSettings settings =
                SnowflakeSettings.of("my_org-account", "loader", SnowflakeLogin.password(Secret.of(SECRET)), PLACE);

        assertThat(settings).hasToString("https://my-org-account.snowflakecomputing.com/METRIFY.PUBLIC");
        assertThat(settings.jdbcUrl()).isEqualTo("jdbc:snowflake://https://my-org-account.snowflakecomputing.com/");
    }

    @Test
    void everythingHasATimeout() {
        Properties properties = SnowflakeSettings.of("a", "u", SnowflakeLogin.oauth(Secret.of(SECRET)), PLACE)
                .driverProperties("tag");

        assertThat(properties)
                .containsEntry(DriverSetting.named("loginTimeout"), "30")
                .containsEntry(DriverSetting.named("networkTimeout"), "360000")
                .containsEntry("STATEMENT_TIMEOUT_IN_SECONDS", "300")
                .containsEntry("LOCK_TIMEOUT", "60")
                .containsEntry(DriverSetting.named("token"), SECRET)
                .containsEntry(DriverSetting.named("authenticator"), "oauth");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SnowflakeTimeouts(
                        Duration.ofSeconds(1), Duration.ofSeconds(9), Duration.ofSeconds(1), Duration.ofSeconds(9), 1));
    }

    /** Binds are ISO 8601, whatever format an account's or user's administrator has made the usual one. */
    @Test
    void timesAreReadAsTheyAreWrittenWhateverAnAccountIsUsedTo() {
        Properties properties = SnowflakeSettings.of("a", "u", SnowflakeLogin.oauth(Secret.of(SECRET)), PLACE)
                .driverProperties("tag");

        assertThat(properties)
                .containsEntry("TIMEZONE", "UTC")
                .containsEntry("DATE_INPUT_FORMAT", "AUTO")
                .containsEntry("TIMESTAMP_INPUT_FORMAT", "AUTO");
    }

    @Test
    void secretsShowNowhere() {
        for (SnowflakeLogin login : new SnowflakeLogin[] {
            SnowflakeLogin.password(Secret.of(SECRET)), SnowflakeLogin.oauth(Secret.of(SECRET))
        }) {
            assertThat(login + " " + SnowflakeSettings.of("a", "u", login, PLACE))
                    .doesNotContain(SECRET);
        }
        assertThat(SnowflakeLogin.key(LocalSnowflake.keys().getPrivate())).hasToString("key (hidden)");
    }

    @Test
    void secretsTravelEncryptedOnly() {
        SnowflakeSettings settings = SnowflakeSettings.of("a", "u", SnowflakeLogin.password(Secret.of(SECRET)), PLACE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withServer(URI.create("http://a.snowflakecomputing.com")))
                .withMessageContaining("https");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withServer(URI.create("https://u:" + "p@a.snowflakecomputing.com")))
                .withMessageNotContaining("u:p");
        assertThat(settings.withServer(URI.create("http://localhost:1"))).isNotNull();
    }

    @Test
    void namesAreNamesAndNothingElse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SnowflakePlace("WH; DROP DATABASE METRIFY", Optional.empty(), "D", "S"));
        assertThatIllegalArgumentException().isThrownBy(() -> new SnowflakeSecurity(PLACE, "A B"));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        SnowflakeSettings.of("evil.example/", "u", SnowflakeLogin.password(Secret.of(SECRET)), PLACE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SnowflakeLogin.password(Secret.NONE))
                .withMessageContaining("empty");
    }

    @Test
    void keysAreReadFromFilesEncryptedOrNot(@TempDir Path directory) throws Exception {
        KeyPair keys = LocalSnowflake.keys();
        Path plain = pem(directory, "PRIVATE KEY", keys.getPrivate().getEncoded());
        assertThat(SnowflakeLogin.key(plain, Secret.NONE)).isEqualTo(SnowflakeLogin.key(keys.getPrivate()));

        Path encrypted =
                pem(directory, "ENCRYPTED PRIVATE KEY", Base64.getMimeDecoder().decode(ENCRYPTED));
        SnowflakeLogin.Key opened = (SnowflakeLogin.Key) SnowflakeLogin.key(encrypted, Secret.of(SECRET));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(opened.key().getEncoded());
        assertThat(HexFormat.of().formatHex(hash)).isEqualTo(HASH_OF_IT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SnowflakeLogin.key(encrypted, Secret.of("another")))
                .withMessageContaining("passphrase");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SnowflakeLogin.key(pem(directory, "RSA PRIVATE KEY", new byte[3]), Secret.NONE))
                .withMessageContaining("PKCS#8");
        assertThatThrownBy(() -> SnowflakeLogin.key(directory.resolve("none"), Secret.NONE))
                .isInstanceOf(MetrifyException.class);
    }

    @Test
    void whoeverIsRefusedNeedNotTryAgain() {
        SnowflakeSettings settings =
                LocalSnowflake.settings("PUBLIC", SnowflakeLogin.password(Secret.of("not the one")));

        assertThatThrownBy(() -> SnowflakeWarehouse.open(settings, "p"))
                .isExactlyInstanceOf(MetrifyException.class)
                .hasMessageContaining("trying again would not help")
                .hasMessageNotContaining("not the one");
        assertThat(LocalSnowflake.password()).hasToString("password (hidden)");
    }

    private static Path pem(Path directory, String what, byte[] content) throws Exception {
        return Files.writeString(
                Files.createTempFile(directory, "key", ".pem"),
                "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                        + what + "-----\n");
    }
}
