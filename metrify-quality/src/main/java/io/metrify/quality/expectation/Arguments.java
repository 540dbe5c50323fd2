package io.metrify.quality.expectation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The arguments of one expectation, read by name. What does not fit is an {@link UncheckableException}. */
final class Arguments {

    /** Arguments that every type may have and that say nothing of the values, or that are read before the type is known. */
    private static final Set<String> COMMON = Set.of(
            "result_format",
            "row_condition",
            "condition_parser",
            "batch_id",
            "catch_exceptions",
            "include_config",
            "meta",
            "notes",
            "description",
            "severity",
            "windows",
            "auto",
            "profiler_config");

    private final String type;
    private final Map<String, @Nullable Object> values;
    private final Set<String> read = new HashSet<>(COMMON);

    Arguments(String type, Map<String, @Nullable Object> values) {
        this.type = type;
        this.values = values;
    }

    /** Any value, or null if it is not given. */
    @Nullable
    Object value(String name) {
        read.add(name);
        return values.get(name);
    }

    /** A value that has to be there. */
    Object required(String name) {
        Object value = value(name);
        if (value == null) {
            throw new UncheckableException(type + " has no " + name + "; give one");
        }
        return value;
    }

    String text(String name) {
        if (required(name) instanceof String text) {
            return text;
        }
        throw wrong(name, "give a text");
    }

    @Nullable
    String textOr(String name, @Nullable String absent) {
        return value(name) == null ? absent : text(name);
    }

    /** One of a few words, in lower case. */
    String word(String name, String absent, Set<String> known) {
        String word = value(name) == null ? absent : text(name).toLowerCase(Locale.ROOT);
        if (known.contains(word)) {
            return word;
        }
        throw wrong(name, "give one of " + new TreeSet<>(known));
    }

    boolean flag(String name, boolean absent) {
        Object value = value(name);
        if (value == null) {
            return absent;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw wrong(name, "give true or false");
    }

    BigDecimal number(String name) {
        BigDecimal number = Literals.decimal(required(name));
        if (number == null) {
            throw wrong(name, "give a number");
        }
        return number;
    }

    @Nullable
    BigDecimal numberOr(String name, @Nullable BigDecimal absent) {
        return value(name) == null ? absent : number(name);
    }

    /** A number from 0 to 1. */
    double fraction(String name, double absent) {
        BigDecimal number = numberOr(name, null);
        if (number == null) {
            return absent;
        }
        if (number.signum() < 0 || number.compareTo(BigDecimal.ONE) > 0) {
            throw wrong(name, "give a number from 0 to 1");
        }
        return number.doubleValue();
    }

    /** A whole number that may be written as 3 or 3.0, or null if it is not given. */
    @Nullable
    BigInteger wholeOr(String name) {
        BigDecimal number = numberOr(name, null);
        if (number == null) {
            return null;
        }
        if (number.stripTrailingZeros().scale() > 0 || number.precision() - number.scale() > 30) {
            throw wrong(name, "give a whole number");
        }
        return number.toBigInteger();
    }

    List<@Nullable Object> list(String name) {
        return listOf(name, required(name));
    }

    @Nullable
    List<@Nullable Object> listOrNull(String name) {
        return value(name) == null ? null : list(name);
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Object element : list(name)) {
            if (!(element instanceof String text)) {
                throw wrong(name, "give texts");
            }
            texts.add(text);
        }
        return texts;
    }

    @SuppressWarnings("unchecked") // A map of JSON has texts as keys.
    Map<String, @Nullable Object> object(String name) {
        if (required(name) instanceof Map<?, ?> object) {
            return (Map<String, @Nullable Object>) object;
        }
        throw wrong(name, "give an object");
    }

    @SuppressWarnings("unchecked") // A list of JSON holds values of JSON.
    List<@Nullable Object> listOf(String name, @Nullable Object value) {
        if (value instanceof List<?> list) {
            return (List<@Nullable Object>) list;
        }
        throw wrong(name, "give a list");
    }

    /** Says that an argument cannot be. */
    UncheckableException wrong(String name, String remedy) {
        return new UncheckableException(
                "the " + name + " of " + type + " is " + values.get(name) + ", which cannot be; " + remedy);
    }

    /** Refuses arguments that nobody read: a misspelt bound would otherwise pass every value. */
    void refuseUnread() {
        values.forEach((name, value) -> {
            if (value != null && !Boolean.FALSE.equals(value) && !read.contains(name)) {
                Set<String> known = new TreeSet<>(read);
                known.removeAll(COMMON);
                throw new UncheckableException(
                        type + " has no argument " + name + "; leave it out, or give one of " + known);
            }
        });
    }
}
