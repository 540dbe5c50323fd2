package io.metrify.validation.config;

import io.metrify.model.Energy;
import io.metrify.model.meter.MeterType;
import io.metrify.validation.Range;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How single figures are written. */
final class Forms {

    /** A decimal number. Infinities are no figures of a file; a bound that is none says so in words. */
    static final Form<Double> NUMBER = new Single<>(Forms::number, number -> Double.toString(number));

    /** A whole number. */
    static final Form<Integer> COUNT = new Single<>(
            parsed(
                    TokenType.NUMBER,
                    Integer::valueOf,
                    "is not a whole number of usual size; write digits without quotes, such as 6"),
            count -> Integer.toString(count));

    /** A time in the notation of ISO 8601, such as {@code PT3M}. */
    static final Form<Duration> DURATION = new Single<>(
            parsed(
                    TokenType.TEXT,
                    Duration::parse,
                    "is not a length of time; write it as in ISO 8601: PT3M, PT36H or P1D"),
            Duration::toString);

    /** An amount of energy in kWh, exactly. */
    static final Form<Energy> KILOWATT_HOURS = new Single<>(Forms::energy, Forms::text);

    /** A list of amounts of energy in kWh, in the stead of the ones before. */
    static final Form<Set<Energy>> LIST_OF_KILOWATT_HOURS = new Single<>(
            Forms::energies,
            energies -> new TreeSet<>(energies).stream().map(Forms::text).collect(Collectors.joining(", ", "[", "]")));

    /** A mapping of {@code low} and {@code high}, each a number or {@value #NONE}. */
    static final Form<Range> RANGE =
            new Single<>(Forms::range, range -> "{low: " + bound(range.low()) + ", high: " + bound(range.high()) + "}");

    /** A mapping from types of meter to numbers, or {@value #NONE}; types that are left out stay as they were. */
    static final Form<Map<MeterType, Double>> BY_METER_TYPE = new ByType();

    private static final String NONE = "none";
    private static final String LOW = "low";
    private static final String HIGH = "high";

    private Forms() {}

    private static @Nullable Double number(Node node, Problems problems) {
        if (!(node instanceof Node.Scalar scalar) || scalar.type() != TokenType.NUMBER) {
            refuse(node, "is not a number; write a decimal number without quotes, such as 0.2", problems);
            return null;
        }
        double number = Double.parseDouble(scalar.text());
        if (Double.isInfinite(number)) {
            refuse(node, "is larger than any number that can be compared; write a smaller one", problems);
            return null;
        }
        return number;
    }

    private static <V> Reader<V> parsed(TokenType type, Function<String, V> parser, String fault) {
        return (node, problems) -> {
            if (node instanceof Node.Scalar scalar && scalar.type() == type) {
                try {
                    return parser.apply(scalar.text());
                } catch (NumberFormatException | DateTimeParseException malformed) {
                    refuse(node, fault, problems);
                    return null;
                }
            }
            refuse(node, fault, problems);
            return null;
        };
    }

    private static @Nullable Energy energy(Node node, Problems problems) {
        if (!(node instanceof Node.Scalar scalar) || scalar.type() != TokenType.NUMBER) {
            refuse(
                    node,
                    "is not an amount of energy; write a decimal number of kWh without quotes, such as 0.01",
                    problems);
            return null;
        }
        try {
            return Energy.parse(scalar.text());
        } catch (IllegalArgumentException refused) {
            problems.add(node.place(), scalar.text(), String.valueOf(refused.getMessage()));
            return null;
        }
    }

    private static @Nullable Set<Energy> energies(Node node, Problems problems) {
        if (!(node instanceof Node.Sequence sequence)) {
            refuse(node, "is not a list; write [0.5, 16777.215], or [] for none", problems);
            return null;
        }
        List<@Nullable Energy> energies = new ArrayList<>();
        sequence.items().forEach(item -> energies.add(energy(item, problems)));
        return energies.contains(null) ? null : new HashSet<>(energies);
    }

    private static @Nullable Range range(Node node, Problems problems) {
        if (!(node instanceof Node.Mapping mapping)) {
            refuse(node, "is not a range; write {low: 207, high: 253}", problems);
            return null;
        }
        Double low = null;
        Double high = null;
        boolean whole = true;
        for (Node.Entry entry : mapping.entries()) {
            switch (entry.key()) {
                case LOW -> {
                    low = bound(entry.value(), Double.NEGATIVE_INFINITY, problems);
                    whole &= low != null;
                }
                case HIGH -> {
                    high = bound(entry.value(), Double.POSITIVE_INFINITY, problems);
                    whole &= high != null;
                }
                default -> Mappings.refuseKey(entry, List.of(LOW, HIGH), problems);
            }
        }
        if (low == null || high == null) {
            if (whole) {
                problems.add(
                        node.place(),
                        "",
                        "the range has no " + (low == null ? LOW : HIGH) + "; write both bounds, " + NONE
                                + " where there is none");
            }
            return null;
        }
        try {
            return Range.of(low, high);
        } catch (IllegalArgumentException refused) {
            problems.add(node.place(), "", String.valueOf(refused.getMessage()));
            return null;
        }
    }

    private static @Nullable Double bound(Node node, double none, Problems problems) {
        return isNone(node) ? Double.valueOf(none) : number(node, problems);
    }

    private static boolean isNone(Node node) {
        return node instanceof Node.Scalar scalar
                && scalar.type() == TokenType.TEXT
                && scalar.text().equals(NONE);
    }

    private static String bound(double bound) {
        return Double.isInfinite(bound) ? NONE : Double.toString(bound);
    }

    private static String text(Energy energy) {
        return energy.toKilowattHours().stripTrailingZeros().toPlainString();
    }

    private static void refuse(Node node, String fault, Problems problems) {
        if (!(node instanceof Node.Unread)) {
            problems.add(node.place(), node.text(), node.described() + " " + fault);
        }
    }

    private interface Reader<V> {
        @Nullable
        V read(Node node, Problems problems);
    }

    /** A figure that is replaced as a whole. */
    private record Single<V>(Reader<V> reader, Function<V, String> text) implements Form<V> {

        @Override
        public @Nullable V read(Node node, V base, Problems problems) {
            return reader.read(node, problems);
        }

        @Override
        public void write(YamlText out, String key, V value) {
            out.value(key, text.apply(value));
        }
    }

    private static final class ByType implements Form<Map<MeterType, Double>> {

        @Override
        public Map<MeterType, Double> read(Node node, Map<MeterType, Double> base, Problems problems) {
            Map<MeterType, Double> changed = new EnumMap<>(MeterType.class);
            changed.putAll(base);
            for (Node.Entry entry : Mappings.entries(node, problems)) {
                Mappings.meterType(entry, problems).ifPresent(type -> {
                    if (isNone(entry.value())) {
                        changed.remove(type);
                    } else {
                        Double number = number(entry.value(), problems);
                        if (number != null) {
                            changed.put(type, number);
                        }
                    }
                });
            }
            return changed;
        }

        @Override
        public void write(YamlText out, String key, Map<MeterType, Double> value) {
            out.inside(key, () -> {
                for (MeterType type : MeterType.values()) {
                    Double number = value.get(type);
                    out.value(type.name(), number == null ? NONE : Double.toString(number));
                }
            });
        }
    }
}
