package io.metrify.validation.bean;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.groups.Default;
import java.nio.CharBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierConstraintsTest {

    interface Billing {}

    record Register(@ValidObisCode CharSequence code) {}

    record Place(
            @ValidMarketLocationId String marketLocation,
            @ValidMeteringLocationId String meteringLocation) {}

    record Zones(List<@ValidEicCode String> codes) {}

    record Billed(
            @ValidMarketLocationId(groups = Billing.class) @ValidMarketLocationId(message = "no place")
            String location) {}

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"1-0:1.8.0", "1-0:1.29.0*255", "255-255:255.255.255*255"})
    void takesObisCodes(String code) {
        assertThat(Judge.english(new Register(code))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1.8.0", "1-0:1.8", "1-0:1.8.256", "1-0:1.8.0 "})
    void refusesWhatIsNoObisCode(String code) {
        assertThat(Judge.english(new Register(code)))
                .isEqualTo(Map.of("code", "must be an OBIS code such as 1-0:1.8.0"));
        assertThat(Judge.german(new Register(code)))
                .isEqualTo(Map.of("code", "muss eine OBIS-Kennzahl wie 1-0:1.8.0 sein"));
    }

    @Test
    void judgesAnySequenceOfCharacters() {
        assertThat(Judge.english(new Register(CharBuffer.wrap("1-0:1.8.0")))).isEmpty();
        assertThat(Judge.english(new Register(CharBuffer.wrap("1-0:1.8")))).containsOnlyKeys("code");
    }

    @Test
    void takesLocationsAndTheirAbsence() {
        assertThat(Judge.english(new Place("51238696781", "DE00014545768S0000000000000003054")))
                .isEmpty();
        assertThat(Judge.english(new Place(null, null))).isEmpty();
    }

    @Test
    void refusesALocationWithATypingError() {
        Place place = new Place("51238696782", "de00014545768S0000000000000003054");
        assertThat(Judge.english(place))
                .isEqualTo(Map.of(
                        "marketLocation",
                        "must be a market location number (MaLo-ID): 11 digits, the last of which checks the rest",
                        "meteringLocation",
                        "must be a metering location number (MeLo-ID): 33 characters, of which the first two are the"
                                + " country and the next eleven are digits"));
        assertThat(Judge.german(place))
                .isEqualTo(Map.of(
                        "marketLocation",
                        "muss eine Marktlokations-ID (MaLo-ID) sein: 11 Ziffern, von denen die letzte die übrigen"
                                + " prüft",
                        "meteringLocation",
                        "muss eine Messlokations-ID (MeLo-ID) sein: 33 Zeichen, zuerst zwei Buchstaben für das"
                                + " Land, dann elf Ziffern"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5123869678", "512386967811", "5123869678a"})
    void refusesWhatIsNoMarketLocation(String location) {
        assertThat(Judge.english(new Place(location, null))).containsOnlyKeys("marketLocation");
    }

    @Test
    void judgesEveryEicCodeOfAList() {
        Zones zones = new Zones(List.of("10YDE-VE-------2", "10YDE-VE-------3", "10YDE-EON------1"));
        assertThat(Judge.english(zones))
                .isEqualTo(Map.of(
                        "codes[1].<list element>",
                        "must be an EIC code: 16 characters, the last of which checks the rest"));
        assertThat(Judge.german(zones))
                .isEqualTo(Map.of(
                        "codes[1].<list element>",
                        "muss ein EIC-Code sein: 16 Zeichen, von denen das letzte die übrigen prüft"));
    }

    @Test
    void appliesInItsGroupOnly() {
        Billed billed = new Billed("1");
        assertThat(Judge.ENGLISH.validate(billed))
                .singleElement()
                .extracting("message")
                .isEqualTo("no place");
        assertThat(Judge.ENGLISH.validate(billed, Billing.class)).hasSize(1);
        assertThat(Judge.ENGLISH.validate(billed, Default.class, Billing.class)).hasSize(2);
    }
}
