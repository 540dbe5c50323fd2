package io.metrify.validation.config;

import io.metrify.model.meter.MeterType;
import io.metrify.validation.ByMeterType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A section whose figures may differ by type of meter: under {@value #METER_TYPES}, each type says what differs from the
 * figures for all.
 *
 * @param section the figures
 * @param standard the figures of a file that says nothing
 * @param once the keys whose figures name types of meter themselves, and which therefore are not repeated for a type
 * @param <T> the figures
 */
record FiguresByType<T>(Section<T> section, ByMeterType<T> standard, Set<String> once) implements Form<ByMeterType<T>> {

    private static final String METER_TYPES = "meter_types";

    @Override
    public ByMeterType<T> read(Node node, ByMeterType<T> base, Problems problems) {
        List<Node.Entry> entries = Mappings.entries(node, problems);
        T usual = section.read(entries, base.usual(), List.of(METER_TYPES), problems);
        Map<MeterType, T> special = exceptions(usual);
        entries.stream()
                .filter(entry -> entry.key().equals(METER_TYPES))
                .flatMap(entry -> Mappings.entries(entry.value(), problems).stream())
                .forEach(entry -> Mappings.meterType(entry, problems)
                        .ifPresent(type ->
                                special.put(type, readType(entry, special.getOrDefault(type, usual), problems))));
        return new ByMeterType<>(usual, special);
    }

    private T readType(Node.Entry type, T base, Problems problems) {
        List<Node.Entry> entries = Mappings.entries(type.value(), problems);
        for (Node.Entry entry : entries) {
            if (once.contains(entry.key())) {
                problems.add(
                        entry.place(),
                        entry.value().text(),
                        "the key " + Quoted.text(entry.key()) + " names types of meter itself; write it once, beside "
                                + METER_TYPES + ", as " + entry.key() + ": {" + type.key() + ": ...}");
            }
        }
        return section.read(
                entries.stream().filter(entry -> !once.contains(entry.key())).toList(), base, List.of(), problems);
    }

    /** The exceptions that the standard makes, made to other figures. */
    private Map<MeterType, T> exceptions(T usual) {
        Map<MeterType, T> exceptions = new EnumMap<>(MeterType.class);
        standard.special()
                .forEach((type, exception) -> exceptions.put(type, section.except(usual, standard.usual(), exception)));
        return exceptions;
    }

    /** Writes for a type what differs from the figures for all, and what would be read if it were not written. */
    @Override
    public void write(YamlText out, String key, ByMeterType<T> value) {
        T usual = value.usual();
        Map<MeterType, T> exceptions = exceptions(usual);
        out.inside(key, () -> {
            section.writeFigures(out, usual);
            if (!value.special().isEmpty()) {
                out.inside(
                        METER_TYPES,
                        () -> new EnumMap<>(value.special())
                                .forEach((type, figures) -> out.inside(
                                        type.name(),
                                        () -> section.writeFigureDifferences(
                                                out, figures, List.of(usual, exceptions.getOrDefault(type, usual))))));
            }
        });
    }
}
