package io.metrify.validation;

import io.metrify.model.meter.MarketLocationId;
import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterReading;
import io.metrify.model.meter.MeteringLocationId;
import io.metrify.validation.MeterRule.Title;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules on the meter that a reading names. */
final class MeterIdentityRules {

    private static final String FIELD = "meter_id";
    private static final int MARKET_LOCATION_DIGITS = 11;
    private static final int METERING_LOCATION_LENGTH = 33;

    /** Of a meter id: it has the form of a market location number; it is none. */
    private static final int MARKET_LOCATION = 1;

    private static final int NO_MARKET_LOCATION = 2;

    /** Of a meter id: it has the length of a metering location number; it is none. */
    private static final int METERING_LOCATION = 4;

    private static final int NO_METERING_LOCATION = 8;

    private MeterIdentityRules() {}

    /** What the rules ask of a meter id, found out once for all readings of the meter. */
    static byte traits(String id) {
        int traits = 0;
        if (id.length() == MARKET_LOCATION_DIGITS && isDigits(id)) {
            traits = MARKET_LOCATION | (MarketLocationId.isValid(id) ? 0 : NO_MARKET_LOCATION);
        } else if (id.length() == METERING_LOCATION_LENGTH) {
            traits = METERING_LOCATION | (MeteringLocationId.isValid(id) ? 0 : NO_METERING_LOCATION);
        }
        return (byte) traits;
    }

    private static boolean isDigits(String id) {
        boolean digits = true;
        for (int i = 0; i < id.length() && digits; i++) {
            digits = id.charAt(i) >= '0' && id.charAt(i) <= '9';
        }
        return digits;
    }

    static List<MeterRule> all() {
        return List.of(new Unknown(), marketLocation(), meteringLocation());
    }

    private static final class Unknown extends MeterRule {

        private static final int NO_DIRECTORY = 1;

        Unknown() {
            super(
                    new Title(
                            "meter.identity.unknown",
                            Severity.WARNING,
                            "The meter is in the directory.",
                            "a reading that belongs to no known meter cannot be attributed"),
                    FIELD,
                    "there is no directory of meters");
        }

        @Override
        int judge(ReadingColumns readings, int row, MeterFacts facts) {
            if (!facts.hasDirectory()) {
                return NO_DIRECTORY;
            }
            return facts.isKnown(readings.meters[row]) ? SOUND : VIOLATED;
        }

        @Override
        void judgeAll(ReadingColumns readings, int from, int to, MeterFacts facts, Outcomes outcomes) {
            for (int row = from; row < to; row++) {
                outcomes.put(row, judge(readings, row, facts));
            }
        }

        @Override
        Words words(MeterReading reading, @Nullable Meter meter, Instant now) {
            return new Words(
                    reading.meterId(),
                    "a meter of the directory",
                    "Meter " + reading.meterId() + " is not in the directory of meters.");
        }
    }

    /** An id that has the form of a number has it right. */
    @SuppressWarnings("JavaLangClash")
    private static final class Number extends MeterRule {

        private static final int OTHER_FORM = 1;

        private final int form;
        private final int fault;
        private final String name;
        private final String demand;

        Number(Title title, int form, int fault, String name, String demand) {
            super(title, FIELD, "the meter id does not have the form of a " + name);
            this.form = form;
            this.fault = fault;
            this.name = name;
            this.demand = demand;
        }

        @Override
        int judge(ReadingColumns readings, int row, MeterFacts facts) {
            int traits = readings.meterTraits[readings.meters[row]];
            if ((traits & form) == 0) {
                return OTHER_FORM;
            }
            return (traits & fault) == 0 ? SOUND : VIOLATED;
        }

        @Override
        void judgeAll(ReadingColumns readings, int from, int to, MeterFacts facts, Outcomes outcomes) {
            for (int row = from; row < to; row++) {
                outcomes.put(row, judge(readings, row, facts));
            }
        }

        @Override
        boolean asksForMeters() {
            return false;
        }

        @Override
        Words words(MeterReading reading, @Nullable Meter meter, Instant now) {
            return new Words(
                    reading.meterId(),
                    "a " + name,
                    "Meter id " + reading.meterId() + " looks like a " + name + " but is none, which has " + demand
                            + "; look for a typing error.");
        }
    }

    private static MeterRule marketLocation() {
        String demand = MARKET_LOCATION_DIGITS + " digits, of which the first is not 0 and the last checks the others";
        return new Number(
                new Title(
                        "meter.identity.market_location",
                        Severity.WARNING,
                        "A meter id of " + MARKET_LOCATION_DIGITS + " digits is a market location number: " + demand
                                + ".",
                        "BDEW, Anwendungshilfe MaLo-ID, version 1.0"),
                MARKET_LOCATION,
                NO_MARKET_LOCATION,
                "market location number",
                demand);
    }

    private static MeterRule meteringLocation() {
        String demand = "two capital letters, eleven digits, and twenty capital letters or digits";
        return new Number(
                new Title(
                        "meter.identity.metering_location",
                        Severity.WARNING,
                        "A meter id of " + METERING_LOCATION_LENGTH + " characters is a metering location number: "
                                + demand + ".",
                        "VDE-AR-N 4400 (Metering Code): designation of metering points"),
                METERING_LOCATION,
                NO_METERING_LOCATION,
                "metering location number",
                demand);
    }
}
