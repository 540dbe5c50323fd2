package io.metrify.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleSerializers;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.metrify.model.Energy;
import io.metrify.model.Interval;
import io.metrify.model.QualityCode;
import io.metrify.model.SubstitutionMethod;
import io.metrify.model.grid.EicCode;
import io.metrify.model.meter.MarketLocationId;
import io.metrify.model.meter.MeterType;
import io.metrify.model.meter.MeteringLocationId;
import io.metrify.model.meter.ObisCode;
import io.metrify.model.meter.ReadingVersion;
import java.io.IOException;

/**
 * A Jackson module that maps every model type to its fixed wire form, with nothing annotated in the model. It is found
 * by {@code ObjectMapper.findAndRegisterModules()} too.
 *
 * <p>Readings, meters, grid states, operators, observations and cities are flat objects with the wire names, and a {@code
 * ReadingVersion} holds its reading as such an object; {@code Energy} is a number of kilowatt-hours; codes, identifiers
 * and enumerations are texts; an {@code Interval} is the ISO 8601 text of its two instants. The rules:
 *
 * <ul>
 *   <li>What was not measured is absent. {@code null} reads as absent, and is never written; neither is NaN. {@code
 *       obis_code} 1-0:1.29.0 of an interval reading, {@code quality_code} {@code AS_PROVIDED} and {@code
 *       quality_method} {@code NONE} are what absence stands for and are left out. {@code register_digits} is always
 *       written and reads as 6 if absent.
 *   <li>Unknown fields are skipped, in any depth that the parser allows. A known field that comes twice is refused.
 *   <li>Times are ISO 8601 texts. They are written in UTC with {@code Z} and read with any offset; what is finer than a
 *       millisecond is refused.
 *   <li>Energy is a JSON number of up to six decimals and taken exactly; exponents are understood, finer amounts
 *       refused. A text that holds a JSON number is read as well, because many senders protect decimals that way.
 *   <li>Every other number must be a JSON number, not a text, and finite; integers must have neither fraction nor
 *       exponent. A number with more digits than a double has is rounded to the nearest double.
 * </ul>
 *
 * <p>Jackson reports what is wrong with a {@code JsonMappingException} whose path ends at the offending field. Limits
 * on nesting and on the length of texts and numbers are those of the mapper's {@code StreamReadConstraints}. {@link
 * JsonCodec} adds what a mapper leaves open: strict UTF-8, nothing after the object, and errors without Jackson's
 * types.
 */
public final class MetrifyModule extends Module {

    /** A module with every model type. */
    public MetrifyModule() {}

    /**
     * The name by which Jackson knows the module.
     *
     * @return {@code io.metrify.json}
     */
    @Override
    public String getModuleName() {
        return "io.metrify.json";
    }

    /**
     * The version of the module, which is that of its artifact and not told to Jackson.
     *
     * @return unknown
     */
    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    /**
     * Registers the model types.
     *
     * @param context the mapper that is set up
     */
    @Override
    public void setupModule(SetupContext context) {
        SimpleSerializers serializers = new SimpleSerializers();
        SimpleDeserializers deserializers = new SimpleDeserializers();
        for (WireObject<?> object : WireObjects.ALL) {
            add(object, serializers, deserializers);
        }
        add(Energy.class, WireKinds.ENERGY, serializers, deserializers);
        add(Interval.class, WireKinds.INTERVAL, serializers, deserializers);
        add(ObisCode.class, WireKinds.OBIS_CODE, serializers, deserializers);
        add(EicCode.class, WireKinds.EIC_CODE, serializers, deserializers);
        add(MarketLocationId.class, WireKinds.MARKET_LOCATION, serializers, deserializers);
        add(MeteringLocationId.class, WireKinds.METERING_LOCATION, serializers, deserializers);
        add(QualityCode.class, WireObjects.QUALITY_CODE, serializers, deserializers);
        add(SubstitutionMethod.class, WireObjects.SUBSTITUTION_METHOD, serializers, deserializers);
        add(MeterType.class, WireObjects.METER_TYPE, serializers, deserializers);
        add(ReadingVersion.Kind.class, WireObjects.VERSION_KIND, serializers, deserializers);
        context.addSerializers(serializers);
        context.addDeserializers(deserializers);
    }

    private static <T> void add(
            WireObject<T> object, SimpleSerializers serializers, SimpleDeserializers deserializers) {
        add(object.type(), object, serializers, deserializers);
    }

    private static <T> void add(
            Class<T> type, WireKind<T> kind, SimpleSerializers serializers, SimpleDeserializers deserializers) {
        serializers.addSerializer(type, new KindSerializer<>(type, kind));
        deserializers.addDeserializer(type, new KindDeserializer<>(type, kind));
    }

    @SuppressWarnings("serial") // Jackson makes every serializer Serializable; none is ever serialised
    private static final class KindSerializer<T> extends StdSerializer<T> {

        private final transient WireKind<T> kind;

        KindSerializer(Class<T> type, WireKind<T> kind) {
            super(type);
            this.kind = kind;
        }

        @Override
        public void serialize(T value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            try {
                kind.write(value, generator);
            } catch (IllegalArgumentException unwritable) {
                provider.reportMappingProblem(unwritable, "%s", WireKinds.reasonOf(unwritable));
            }
        }
    }

    @SuppressWarnings("serial") // Jackson makes every deserializer Serializable; none is ever serialised
    private static final class KindDeserializer<T> extends StdDeserializer<T> {

        private final transient WireKind<T> kind;

        KindDeserializer(Class<T> type, WireKind<T> kind) {
            super(type);
            this.kind = kind;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return kind.read(parser);
            } catch (IllegalArgumentException unreadable) {
                throw MismatchedInputException.from(parser, handledType(), WireKinds.reasonOf(unreadable));
            }
        }
    }
}
