package io.metrify.validation.config;

import io.metrify.model.meter.MeterType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What all mappings of a file have in common. */
final class Mappings {

    private static final List<String> METER_TYPES =
            Arrays.stream(MeterType.values()).map(MeterType::name).toList();

    private Mappings() {}

    /** The entries of a mapping; a key without a value, all of whose lines may be comments, has none. */
    static List<Node.Entry> entries(Node node, Problems problems) {
        if (node instanceof Node.Mapping mapping) {
            return mapping.entries();
        }
        boolean empty = node instanceof Node.Scalar scalar && scalar.type() == TokenType.NOTHING;
        if (!empty && !(node instanceof Node.Unread)) {
            problems.add(
                    node.place(),
                    node.text(),
                    node.described() + " stands where keys belong; write them as key: value");
        }
        return List.of();
    }

    static void refuseKey(Node.Entry entry, Collection<String> known, Problems problems) {
        problems.add(
                entry.place(),
                entry.value().text(),
                "the key " + Quoted.text(entry.key()) + " is not known here"
                        + Spelling.remedy(entry.key(), known, "the keys are " + String.join(", ", known)));
    }

    /** The type of meter that a key names. */
    static Optional<MeterType> meterType(Node.Entry entry, Problems problems) {
        if (METER_TYPES.contains(entry.key())) {
            return Optional.of(MeterType.valueOf(entry.key()));
        }
        problems.add(
                entry.place(),
                entry.value().text(),
                Quoted.text(entry.key()) + " is no type of meter"
                        + Spelling.remedy(entry.key(), METER_TYPES, "the types are " + String.join(", ", METER_TYPES)));
        return Optional.empty();
    }
}
