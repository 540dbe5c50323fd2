package io.metrify.validation;

import io.metrify.model.meter.Meter;
import io.metrify.model.meter.MeterType;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Figures by type of meter as arrays, indexed by the kind of a meter: 0 for one of which nothing is known, 1 + the type's
 * place otherwise.
 */
@SuppressWarnings("EnumOrdinal")
final class MeterKinds {

    private static final MeterType[] TYPES = MeterType.values();

    private MeterKinds() {}

    static int of(@Nullable Meter meter) {
        return meter == null ? 0 : 1 + meter.type().ordinal();
    }

    /** The type of a kind; a meter of which nothing is known counts as another one. */
    static MeterType type(int kind) {
        return kind == 0 ? MeterType.OTHER : TYPES[kind - 1];
    }

    /** The figures of every kind, by kind. */
    static <T> List<T> figures(ByMeterType<T> figures) {
        List<T> byKind = new ArrayList<>();
        byKind.add(figures.usual());
        for (MeterType type : TYPES) {
            byKind.add(figures.special().getOrDefault(type, figures.usual()));
        }
        return List.copyOf(byKind);
    }

    static <T> double[] doubles(ByMeterType<T> figures, ToDoubleFunction<? super T> figure) {
        return figures(figures).stream().mapToDouble(figure).toArray();
    }

    static <T> long[] longs(ByMeterType<T> figures, ToLongFunction<? super T> figure) {
        return figures(figures).stream().mapToLong(figure).toArray();
    }

    static <T, R> ByMeterType<R> map(ByMeterType<T> figures, Function<? super T, ? extends R> figure) {
        ByMeterType<R> mapped = ByMeterType.same(figure.apply(figures.usual()));
        for (var entry : figures.special().entrySet()) {
            mapped = mapped.with(entry.getKey(), figure.apply(entry.getValue()));
        }
        return mapped;
    }

    /** Whether every kind has equal figures. */
    static <T> boolean isUniform(ByMeterType<T> figures) {
        return figures.special().values().stream().allMatch(figure -> figure.equals(figures.usual()));
    }

    /** The usual sentence, and those of the types that have another. */
    static <T> String sentences(ByMeterType<T> figures, Function<? super T, String> sentence) {
        String usual = sentence.apply(figures.usual());
        StringBuilder text = new StringBuilder(usual);
        new TreeMap<>(figures.special()).forEach((type, figure) -> {
            String special = sentence.apply(figure);
            if (!special.equals(usual)) {
                text.append(" For ").append(type).append(": ").append(special);
            }
        });
        return text.toString();
    }
}
