package io.metrify.quality.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class ProfileFormatTest {

    private static final String AS_WRITTEN =
            "the format has changed: keep the old file, read it, and add one of the new format";

    private static DataProfile profile(int rows) {
        Profiler profiler = Profiler.of(RandomRow.COLUMNS, new ProfileSettings(0.05, 64, 16));
        RandomRow.batches(RandomRow.list(new Random(7), rows), 16, profiler::add);
        return profiler.toProfile();
    }

    private static GroupedProfile grouped() {
        GroupedProfiler profiler =
                GroupedProfiler.of(RandomRow.COLUMNS, List.of("type", "day"), 2, new ProfileSettings(0.05, 64, 16));
        RandomRow.batches(RandomRow.list(new Random(7), 6), 16, profiler::add);
        return profiler.toProfile();
    }

    @Test
    void writesWhatTheFirstVersionWrote() throws IOException {
        assertThat(HexFormat.of().formatHex(profile(40).toBytes()))
                .as(AS_WRITTEN)
                .isEqualTo(fixture("profile-version-1.hex"));
        assertThat(HexFormat.of().formatHex(grouped().toBytes()))
                .as(AS_WRITTEN)
                .isEqualTo(fixture("grouped-profile-version-1.hex"));
    }

    @Test
    void readsWhatTheFirstVersionWrote() throws IOException {
        assertThat(DataProfile.parse(HexFormat.of().parseHex(fixture("profile-version-1.hex"))))
                .isEqualTo(profile(40));
        assertThat(GroupedProfile.parse(HexFormat.of().parseHex(fixture("grouped-profile-version-1.hex"))))
                .isEqualTo(grouped());
    }

    @Test
    void refusesWhatIsCutOff() {
        byte[] bytes = profile(20).toBytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatIllegalArgumentException().isThrownBy(() -> DataProfile.parse(cut));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataProfile.parse(Arrays.copyOf(bytes, bytes.length + 1)));
    }

    @Test
    void refusesWhateverByteIsChanged() {
        byte[] bytes = profile(20).toBytes();
        for (int place = 0; place < bytes.length; place++) {
            for (int change : new int[] {1, 0x40, 0x80, 0xFF}) {
                byte[] changed = bytes.clone();
                changed[place] ^= (byte) change;
                assertThatIllegalArgumentException().isThrownBy(() -> DataProfile.parse(changed));
            }
        }
    }

    @Test
    void refusesChangedContentsWithARightCheckSumOrReadsThemAsTheyAre() {
        byte[] profile = profile(20).toBytes();
        byte[] grouped = grouped().toBytes();
        int refused = 0;
        Random random = new Random(3);
        for (int round = 0; round < 4_000; round++) {
            boolean single = random.nextBoolean();
            byte[] changed = (single ? profile : grouped).clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                changed[6 + random.nextInt(changed.length - 10)] = (byte) random.nextInt(256);
            }
            rightCheckSum(changed);
            try {
                byte[] read = single
                        ? DataProfile.parse(changed).toBytes()
                        : GroupedProfile.parse(changed).toBytes();
                assertThat(read).isEqualTo(changed);
            } catch (IllegalArgumentException damaged) {
                refused++;
                assertThat(damaged.getMessage()).startsWith("the profile is damaged at byte ");
            }
        }
        assertThat(refused).isGreaterThan(2_000);
    }

    @Test
    void whatIsReadCanBeAskedEverything() {
        DataProfile read = DataProfile.parse(profile(300).toBytes());
        assertThat(ProfileJson.of(read)).isEqualTo(ProfileJson.of(profile(300)));
    }

    @Test
    void saysWhatIsNoProfileAndWhatIsOfALaterVersion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataProfile.parse("{\"rows\": 10}".getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("MPRF");
        byte[] later = profile(1).toBytes();
        later[4] = 2;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataProfile.parse(later))
                .withMessageContaining("version 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataProfile.parse(grouped().toBytes()))
                .withMessageContaining("a profile by group");
    }

    private static void rightCheckSum(byte[] bytes) {
        CRC32 check = new CRC32();
        check.update(bytes, 0, bytes.length - 4);
        ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) check.getValue());
    }

    private static String fixture(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(ProfileFormatTest.class.getResourceAsStream(name))) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII).replaceAll("\\s", "");
        }
    }
}
