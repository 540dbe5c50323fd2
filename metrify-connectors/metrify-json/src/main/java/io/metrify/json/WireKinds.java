package io.metrify.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.WireText;
import io.metrify.model.WireTime;
import io.metrify.model.grid.EicCode;
import io.metrify.model.meter.MarketLocationId;
import io.metrify.model.meter.MeteringLocationId;
import io.metrify.model.meter.ObisCode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kinds of values that the wire knows. What they refuse, they refuse with an {@link IllegalArgumentException}. */
final class WireKinds {

    /** A name or identifier, as {@link WireText} allows. */
    static final WireKind<String> TEXT = text(WireText.LONGEST);

    /** A finite JSON number. A text that holds a number is refused. */
    static final WireKind<Double> NUMBER = numberWithin(-Double.MAX_VALUE, Double.MAX_VALUE, "finite");

    /** Kilowatt-hours as a JSON number of at most six decimals, or as a text that holds one. */
    static final WireKind<Energy> ENERGY = new EnergyKind();

    /** An ISO 8601 time with {@code Z} or an offset; written with {@code Z}. */
    static final WireKind<Instant> TIME = texts(WireKinds::time, Instant::toString);

    /** Two times with a slash between them, the end not being part of the interval. */
    static final WireKind<Interval> INTERVAL = texts(WireKinds::interval, WireKinds::intervalText);

    /** An OBIS code in its usual form. */
    static final WireKind<ObisCode> OBIS_CODE = texts(ObisCode::parse, ObisCode::toString);

    /** The 16 characters of an EIC code. */
    static final WireKind<EicCode> EIC_CODE = texts(EicCode::parse, EicCode::text);

    /** The eleven digits of a market location. */
    static final WireKind<MarketLocationId> MARKET_LOCATION = texts(MarketLocationId::parse, MarketLocationId::text);

    /** The 33 characters of a metering location. */
    static final WireKind<MeteringLocationId> METERING_LOCATION =
            texts(MeteringLocationId::parse, MeteringLocationId::text);

    /** The identifier of a time zone. */
    static final WireKind<ZoneId> ZONE = texts(WireKinds::zone, ZoneId::getId);

    /** A positive whole number of seconds. */
    static final WireKind<Integer> SECONDS = wholeNumberWithin(1, Integer.MAX_VALUE);

    private static final int SHOWN = 32;

    private WireKinds() {}

    /** A finite JSON number between two bounds, both included, which {@code rule} describes. */
    static WireKind<Double> numberWithin(double least, double greatest, String rule) {
        return new WireKind<>() {
            @Override
            public Double read(JsonParser parser) throws IOException {
                if (!isNumber(parser)) {
                    throw unexpected(parser, "a JSON number");
                }
                String text = parser.getText();
                double value = Double.parseDouble(text);
                if (!(value >= least && value <= greatest)) {
                    throw new IllegalArgumentException(brief(text) + " is out of range; the number must be " + rule);
                }
                return value;
            }

            @Override
            public void write(Double value, JsonGenerator generator) throws IOException {
                generator.writeNumber(value);
            }
        };
    }

    /** A whole JSON number between two bounds, both included, written without fraction and exponent. */
    static WireKind<Integer> wholeNumberWithin(int least, int greatest) {
        return new WireKind<>() {
            @Override
            public Integer read(JsonParser parser) throws IOException {
                if (!parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
                    throw unexpected(parser, "a whole JSON number");
                }
                String text = parser.getText();
                long value;
                try {
                    value = Long.parseLong(text);
                } catch (NumberFormatException tooLong) {
                    throw outside(text, tooLong);
                }
                if (value < least || value > greatest) {
                    throw outside(text, null);
                }
                return (int) value;
            }

            @Override
            public void write(Integer value, JsonGenerator generator) throws IOException {
                generator.writeNumber(value);
            }

            private IllegalArgumentException outside(String text, @Nullable Throwable cause) {
                return new IllegalArgumentException(
                        brief(text) + " is out of range; the number must be from " + least + " to " + greatest, cause);
            }
        };
    }

    /** The name of a constant, in exactly the model's spelling. */
    static <E extends Enum<E>> WireKind<E> names(Class<E> type) {
        Map<String, E> byName =
                Arrays.stream(type.getEnumConstants()).collect(Collectors.toUnmodifiableMap(Enum::name, e -> e));
        String all = Arrays.toString(type.getEnumConstants());
        return texts(
                text -> {
                    E constant = byName.get(text);
                    if (constant == null) {
                        throw new IllegalArgumentException(brief(text) + " is not one of " + all);
                    }
                    return constant;
                },
                Enum::name);
    }

    /** A name or a sentence of so many characters at most, otherwise as {@link WireText} allows. */
    static WireKind<String> text(int longest) {
        return texts(longest, text -> WireText.require(text, "the text", longest), text -> text);
    }

    /** A short JSON text that a function understands. */
    static <V> WireKind<V> texts(Function<String, V> parse, Function<V, String> print) {
        return texts(WireText.LONGEST, parse, print);
    }

    private static <V> WireKind<V> texts(int longest, Function<String, V> parse, Function<V, String> print) {
        return new WireKind<>() {
            @Override
            public V read(JsonParser parser) throws IOException {
                if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                    throw unexpected(parser, "a text");
                }
                String text = parser.getText();
                if (text.length() > longest) {
                    throw new IllegalArgumentException(
                            brief(text) + " has " + text.length() + " characters; at most " + longest + " are read");
                }
                return parse.apply(text);
            }

            @Override
            public void write(V value, JsonGenerator generator) throws IOException {
                generator.writeString(print.apply(value));
            }
        };
    }

    private static Instant time(String text) {
        Instant instant;
        try {
            instant = OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException(
                    brief(text) + " is not a time; write it like 2026-03-29T00:00:00Z", malformed);
        }
        return WireTime.require(instant, "the time");
    }

    private static Interval interval(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException(
                    brief(text) + " is not an interval; write it like 2026-03-29T00:00:00Z/2026-03-29T00:15:00Z");
        }
        return Interval.between(time(text.substring(0, slash)), time(text.substring(slash + 1)));
    }

    private static String intervalText(Interval interval) {
        return WireTime.require(interval.start(), "the interval's start") + "/"
                + WireTime.require(interval.end(), "the interval's end");
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException(
                    brief(text) + " is not a time zone; write it like Europe/Berlin", unknown);
        }
    }

    private static boolean isNumber(JsonParser parser) {
        return parser.hasToken(JsonToken.VALUE_NUMBER_INT) || parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT);
    }

    private static IllegalArgumentException unexpected(JsonParser parser, String expected) {
        return new IllegalArgumentException(found(parser.currentToken()) + " where " + expected + " is expected");
    }

    /** What a token is, for messages. */
    static String found(@Nullable JsonToken token) {
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a truth value";
            case VALUE_NULL -> "null";
            default -> "something else";
        };
    }

    /** Why the model refused a value. */
    static String reasonOf(IllegalArgumentException refused) {
        String message = refused.getMessage();
        return message == null ? refused.toString() : message;
    }

    private static String brief(String text) {
        return text.length() <= SHOWN ? '"' + text + '"' : '"' + text.substring(0, SHOWN) + "...\"";
    }

    /** Exact kilowatt-hours. */
    private static final class EnergyKind implements WireKind<Energy> {

        @Override
        public Energy read(JsonParser parser) throws IOException {
            if (isNumber(parser)) {
                return Energy.parse(parser.getText());
            }
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                throw unexpected(parser, "a JSON number or a text that holds one");
            }
            String text = parser.getText();
            if (!JsonNumbers.isNumber(text)) {
                throw new IllegalArgumentException(
                        brief(text) + " is not a number of kilowatt-hours; write it like 12.345678");
            }
            return Energy.parse(text);
        }

        @Override
        public void write(Energy value, JsonGenerator generator) throws IOException {
            BigDecimal kilowattHours = value.toKilowattHours().stripTrailingZeros();
            generator.writeNumber(kilowattHours.scale() < 0 ? kilowattHours.setScale(0) : kilowattHours);
        }
    }
}
