package io.metrify.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A scheme that is a table of codes. The first code that was entered for a mark is the one that is written for it, so it
 * alone is translated without loss; every other loss follows from that and is put into words here.
 */
final class QualityTable implements QualityScheme {

    private final String name;
    private final Map<String, Entry> entries;
    private final Map<QualityMark, Entry> written;
    private final Map<QualityCode, Entry> fallbacks;

    private record Entry(String code, String meaning, QualityMark mark, boolean isWritten) {}

    private QualityTable(Builder builder) {
        name = builder.name;
        entries = new LinkedHashMap<>(builder.entries);
        written = new LinkedHashMap<>();
        entries.values().stream().filter(Entry::isWritten).forEach(entry -> written.putIfAbsent(entry.mark, entry));
        fallbacks = new EnumMap<>(builder.fallbacks);
        for (QualityCode code : QualityCode.values()) {
            if (!fallbacks.containsKey(code)) {
                throw new IllegalStateException(name + " says nothing about the writing of " + code);
            }
        }
    }

    static Builder named(String name) {
        return new Builder(name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> codes() {
        return List.copyOf(entries.keySet());
    }

    /** What the format calls a code, or null if it does not define it. */
    @Nullable
    String meaning(String code) {
        Entry entry = entries.get(code);
        return entry == null ? null : entry.meaning;
    }

    @Override
    public Translation<QualityMark> toMark(String code) {
        Objects.requireNonNull(code, "code");
        Entry entry = entries.get(code);
        if (entry == null) {
            return unknown(code);
        }
        String back = toCode(entry.mark).value();
        if (back.equals(code)) {
            return new Translation<>(entry.mark, List.of());
        }
        return new Translation<>(
                entry.mark,
                List.of(name + " " + describe(entry) + " is kept as " + entry.mark + ", which would be written as "
                        + back));
    }

    private Translation<QualityMark> unknown(String code) {
        String shown = code.length() > 32 ? code.substring(0, 32) + "..." : code;
        return new Translation<>(
                QualityMark.of(QualityCode.QUESTIONABLE),
                List.of(name + " defines no code \"" + shown + "\"; the value is kept as questionable"));
    }

    @Override
    public Translation<String> toCode(QualityMark mark) {
        Entry exact = written.get(mark);
        if (exact != null) {
            return new Translation<>(exact.code, List.of());
        }
        Entry nearest = nearest(mark);
        List<String> losses = new ArrayList<>();
        losses.add(name + " has no code for " + mark + "; " + describe(nearest) + " reads as " + nearest.mark);
        if (mark.code().isWorseThan(nearest.mark.code())) {
            losses.add(name + " has no code as bad as " + mark
                    + "; leave the value out if its reader must not take it for " + nearest.mark);
        }
        return new Translation<>(nearest.code, losses);
    }

    private Entry nearest(QualityMark mark) {
        Entry unspecified = written.get(new QualityMark(mark.code(), SubstitutionMethod.UNSPECIFIED));
        boolean substituted = mark.method() != SubstitutionMethod.NONE;
        return substituted && unspecified != null ? unspecified : Objects.requireNonNull(fallbacks.get(mark.code()));
    }

    private static String describe(Entry entry) {
        return entry.code + " (" + entry.meaning + ")";
    }

    /** Collects the codes of a scheme; of several codes for one mark, the one to be written comes first. */
    static final class Builder {
        private final String name;
        private final Map<String, Entry> entries = new LinkedHashMap<>();
        private final Map<QualityCode, Entry> fallbacks = new EnumMap<>(QualityCode.class);

        private Builder(String name) {
            this.name = name;
        }

        Builder code(String code, String meaning, QualityCode rank, SubstitutionMethod method) {
            return add(new Entry(code, meaning, new QualityMark(rank, method), true));
        }

        Builder code(String code, String meaning, QualityCode rank) {
            return code(code, meaning, rank, SubstitutionMethod.NONE);
        }

        /** A code that is understood and never written, because it cannot stand by itself. */
        Builder readOnly(String code, String meaning, QualityCode rank, SubstitutionMethod method) {
            return add(new Entry(code, meaning, new QualityMark(rank, method), false));
        }

        private Builder add(Entry entry) {
            if (entries.put(entry.code, entry) != null) {
                throw new IllegalStateException(name + " has the code " + entry.code + " twice");
            }
            return this;
        }

        /** What is written for a rank when no code fits both the rank and the method. */
        Builder otherwise(QualityCode rank, String code) {
            fallbacks.put(rank, Objects.requireNonNull(entries.get(code), code));
            return this;
        }

        QualityTable build() {
            return new QualityTable(this);
        }
    }
}
