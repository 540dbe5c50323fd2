package io.metrify.formats;

import io.metrify.connector.api.MalformedRecordException;
import io.metrify.model.Energy;
import io.metrify.model.QualityCode;
import io.metrify.model.QualityScheme;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingQuality;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A QTY segment with what belongs to it: the DTM segments of its times, and the STS segments of its status. */
final class MsconsValue {

    /** The most bytes a value may have; a real one has some hundred. */
    private static final int LONGEST = 1 << 16;

    /** Decimal places to move to the right to get kWh, by unit code (UN/ECE recommendation 20). */
    private static final Map<String, Integer> ENERGY = Map.of("", 0, "WHR", -3, "WH", -3, "KWH", 0, "MWH", 3, "GWH", 6);

    /** Decimal places to move to the right to get kW. */
    private static final Map<String, Integer> POWER = Map.of("WTT", -3, "W", -3, "KWT", 0, "KW", 0, "MAW", 3, "MW", 3);

    private static final Set<String> REACTIVE = Set.of("K3", "KVR", "KVARH", "KVAR", "D44", "VARH", "MVARH", "MVR");

    /** OBIS groups D of energy over an interval (time integrals 2 to 6), and of maxima and single instants of power. */
    private static final Set<Integer> INTEGRALS = Set.of(9, 10, 29, 30, 58);

    private static final Set<Integer> NO_MEAN = Set.of(2, 3, 6, 7, 13, 16, 23, 26);

    private static final int ELECTRICITY = 1;
    private static final Set<Integer> ACTIVE = Set.of(1, 2, 16, 21, 22, 41, 42, 61, 62);

    private static final String DELIVERED = "46";
    private static final String MISSING = "Z30";

    private final Segment quantity;
    private final List<Segment> segments = new ArrayList<>();
    private int size;

    MsconsValue(Segment quantity) {
        this.quantity = quantity;
        add(quantity);
    }

    /** Adds a segment that belongs to the value; answers false if there are more than can be. */
    boolean add(Segment segment) {
        if (size + segment.bytes().length > LONGEST) {
            return false;
        }
        size += segment.bytes().length;
        segments.add(segment);
        return true;
    }

    long number() {
        return quantity.number();
    }

    byte[] bytes() {
        byte[] bytes = new byte[size];
        int at = 0;
        for (Segment segment : segments) {
            System.arraycopy(segment.bytes(), 0, bytes, at, segment.bytes().length);
            at += segment.bytes().length;
        }
        return bytes;
    }

    /** The DTM segment with a qualifier, or null if there is none. */
    @Nullable
    Segment time(String qualifier) {
        for (Segment segment : segments) {
            if (segment.tag().equals("DTM") && segment.value(1, 0).equals(qualifier)) {
                return segment;
            }
        }
        return null;
    }

    String text() {
        return quantity.value(1, 1);
    }

    String unit() {
        return quantity.value(1, 2).toUpperCase(Locale.ROOT);
    }

    /** What the value is if not active energy over an interval or in a register; null if it is. */
    @Nullable
    String otherwise(ObisCode register) {
        String unit = unit();
        boolean electricity = register.a() == ELECTRICITY;
        if (REACTIVE.contains(unit) || (electricity && register.c() >= 3 && register.c() <= 8)) {
            return "is reactive, not active energy";
        }
        if (electricity && !ACTIVE.contains(register.c())) {
            return "is not active energy by its OBIS code (C = " + register.c() + ")";
        }
        if (!electricity && unit.isEmpty()) {
            return "is of another medium than electricity (A = " + register.a() + ") and says no unit";
        }
        if (!ENERGY.containsKey(unit) && !POWER.containsKey(unit)) {
            return "is in the unit \"" + Separated.shown(unit) + "\", which is none of energy";
        }
        if (POWER.containsKey(unit) && NO_MEAN.contains(register.d())) {
            return "is a maximum or an instant of power, which is no energy";
        }
        if (unit.isEmpty() && !register.isCumulative() && !INTEGRALS.contains(register.d())) {
            return "is not energy by its OBIS code (D = " + register.d() + ") and says no unit";
        }
        return null;
    }

    /** The energy, or null if the value says that there is none. */
    @Nullable
    Energy energy(Duration length) {
        String text = text();
        if (text.isEmpty() || quantity.value(1, 0).equals(MISSING)) {
            return null;
        }
        BigDecimal number = DecimalStyle.plain(text.replace(',', '.'));
        if (number == null) {
            throw new MalformedRecordException(
                    "consumption_kwh", "the quantity \"" + Separated.shown(text) + "\" is not a number like 12.345");
        }
        Integer power = POWER.get(unit());
        try {
            return power != null
                    ? Energy.ofPower(number.movePointRight(power), length)
                    : Energy.ofKilowattHours(
                            number.movePointRight(ENERGY.getOrDefault(unit(), 0)), RoundingMode.HALF_EVEN);
        } catch (IllegalArgumentException outOfRange) {
            throw new MalformedRecordException(
                    "consumption_kwh",
                    "the quantity " + Separated.shown(text) + " is no energy: " + outOfRange.getMessage(),
                    outOfRange);
        }
    }

    ReadingQuality quality() {
        String qualifier = quantity.value(1, 0);
        if (qualifier.equals(DELIVERED)) {
            return ReadingQuality.of(QualityCode.AS_PROVIDED);
        }
        StringBuilder code = new StringBuilder(qualifier);
        for (Segment segment : segments) {
            if (segment.tag().equals("STS")) {
                String reason = segment.value(3, 0);
                code.append('+').append(reason.isEmpty() ? segment.value(2, 0) : reason);
            }
        }
        return ReadingQuality.of(QualityScheme.mscons().toMark(code.toString()).value());
    }
}
