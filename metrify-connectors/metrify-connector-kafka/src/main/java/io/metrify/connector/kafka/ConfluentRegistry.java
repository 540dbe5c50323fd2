package io.metrify.connector.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metrify.avro.SchemaRegistry;
import io.metrify.connector.api.MalformedRecordException;
import io.metrify.connector.api.RetrySchedule;
import io.metrify.connector.api.Secret;
import io.metrify.model.MetrifyException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry that speaks Confluent's REST API, such as Confluent's own, Karapace, or Apicurio under {@code
 * /apis/ccompat/v7}.
 *
 * <p>Schemas are kept once they are known, as a number never gets another schema; that a number is unknown is
 * believed for half a minute. Each request is bounded in time and size and tried again while the registry is down. A
 * registry that stays down is a {@link MetrifyException}: nothing is said about the record that needed the schema. A number
 * that the registry does not know, or knows as something else than Avro, is the record's fault.
 *
 * <p>Safe for use by many threads.
 *
 * <pre>{@code
 * ConfluentRegistry registry = ConfluentRegistry.builder(URI.create("https://registry.example"))
 *         .basic("metrify", Secret.of(password))
 *         .build();
 * }</pre>
 */
public final class ConfluentRegistry implements SchemaRegistry {

    private static final int SUBJECT_UNKNOWN = 40401;
    private static final int SCHEMA_UNKNOWN = 40403;
    private static final int INCOMPATIBLE = 409;
    private static final int MOST_SCHEMAS = 1_000;
    private static final int MOST_UNKNOWN = 10_000;
    private static final int MOST_REFERENCES = 64;
    private static final long UNKNOWN_NANOS = Duration.ofSeconds(30).toNanos();

    private final URI base;
    private final RegistryConnection connection;
    private final boolean registering;
    private final Map<Integer, Known> known = new RecentMap<>(MOST_SCHEMAS);
    private final Map<Integer, Long> unknownSince = new RecentMap<>(MOST_UNKNOWN);
    private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();

    private ConfluentRegistry(Builder builder) {
        this.base = builder.base;
        this.registering = builder.registering;
        HttpClient.Builder http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(builder.timeout)
                // A redirect could carry the credentials to somebody else.
                .followRedirects(HttpClient.Redirect.NEVER);
        if (builder.tls != null) {
            http.sslContext(builder.tls);
        }
        this.connection = new RegistryConnection(
                http.build(), builder.base, builder.timeout, builder.retries, builder.authorization);
    }

    private record Known(@Nullable Schema schema, String flaw) {}

    private record Registration(String subject, Schema schema) {}

    /**
     * How strictly new schemas of a subject are judged.
     */
    public enum Compatibility {
        /** New readers can read what the schema before wrote. */
        BACKWARD,
        /** New readers can read what any schema before wrote. */
        BACKWARD_TRANSITIVE,
        /** Old readers can read what new schemas write. */
        FORWARD,
        /** All old readers can read what new schemas write. */
        FORWARD_TRANSITIVE,
        /** Both ways between neighbours. */
        FULL,
        /** Both ways between all. */
        FULL_TRANSITIVE,
        /** Nothing is judged. */
        NONE
    }

    /**
     * A registry at an address.
     *
     * @param base its address, with the path that its API begins under
     * @return a builder with defaults for everything else
     * @throws IllegalArgumentException if that is not an {@code http} or {@code https} address, or has a user in it
     */
    public static Builder builder(URI base) {
        return new Builder(base);
    }

    /**
     * The schema of a number.
     *
     * @param id the number
     * @return the schema, or null if the registry has none of that number
     * @throws MalformedRecordException if the number stands for something that is not a usable Avro schema
     * @throws MetrifyException if the registry cannot be asked
     */
    @Override
    public @Nullable Schema schema(int id) {
        Known found = recall(id);
        if (found == null) {
            if (isKnownToBeUnknown(id)) {
                return null;
            }
            found = fetch(id);
            if (found == null) {
                return null;
            }
        }
        if (found.schema() == null) {
            throw new MalformedRecordException("", "the schema of id " + id + " " + found.flaw());
        }
        return found.schema();
    }

    /**
     * The number of a schema: looked up, and registered if it is missing and {@link Builder#registering} was asked for.
     *
     * @param subject what the schema is registered under
     * @param schema the schema
     * @return the number
     * @throws MetrifyException if the registry cannot be asked, does not have the schema, or does not take it
     */
    @Override
    public int id(String subject, Schema schema) {
        Registration wanted =
                new Registration(Objects.requireNonNull(subject, "subject"), Objects.requireNonNull(schema, "schema"));
        Integer before = ids.get(wanted);
        if (before != null) {
            return before;
        }
        RegistryConnection.Answer answer = connection.send("POST", subjectPath(subject), schemaObject(schema));
        int id = answer.isOk() ? idOf(answer, subject) : missing(answer, subject, schema);
        ids.put(wanted, id);
        return id;
    }

    private int missing(RegistryConnection.Answer answer, String subject, Schema schema) {
        if (answer.errorCode() != SUBJECT_UNKNOWN && answer.errorCode() != SCHEMA_UNKNOWN) {
            throw refused("looking up " + schema.getFullName() + " under " + subject, answer);
        }
        if (!registering) {
            throw new MetrifyException("the registry at " + base + " does not have " + schema.getFullName()
                    + " under the subject " + subject + "; register it, or build the client with registering()");
        }
        return register(subject, schema);
    }

    /**
     * Registers a schema as the newest version of a subject, or finds that it is one already.
     *
     * @param subject what it is registered under
     * @param schema the schema
     * @return its number
     * @throws MetrifyException if the registry cannot be asked, or does not take the schema because it is not compatible
     */
    public int register(String subject, Schema schema) {
        RegistryConnection.Answer answer =
                connection.send("POST", subjectPath(subject) + "/versions", schemaObject(schema));
        if (answer.status() == INCOMPATIBLE) {
            throw new MetrifyException("the registry at " + base + " does not take " + schema.getFullName()
                    + " under the subject " + subject + ", as it is not compatible: " + answer.message()
                    + "; change the schema so that it is");
        }
        if (!answer.isOk()) {
            throw refused("registering " + schema.getFullName() + " under " + subject, answer);
        }
        return idOf(answer, subject);
    }

    /**
     * Why a schema would not be taken as the next one of a subject.
     *
     * @param subject the subject
     * @param schema the schema
     * @return the registry's reasons; empty if it would be taken, also because there is nothing to be compatible with.
     *     A registry to which no {@linkplain #require level} was told may take everything
     * @throws MetrifyException if the registry cannot be asked
     */
    public List<String> incompatibilities(String subject, Schema schema) {
        RegistryConnection.Answer answer = connection.send(
                "POST",
                "/compatibility" + subjectPath(subject) + "/versions/latest?verbose=true",
                schemaObject(schema));
        if (answer.errorCode() / 100 == 404) {
            return List.of();
        }
        if (!answer.isOk() || !answer.body().path("is_compatible").isBoolean()) {
            throw refused("comparing " + schema.getFullName() + " with the subject " + subject, answer);
        }
        if (answer.body().path("is_compatible").asBoolean()) {
            return List.of();
        }
        List<String> reasons = new ArrayList<>();
        answer.body().path("messages").forEach(message -> reasons.add(RegistryConnection.quoted(message.asText())));
        return reasons.isEmpty() ? List.of("not compatible, without a reason given") : List.copyOf(reasons);
    }

    /**
     * Tells the registry how strictly new schemas of a subject are judged.
     *
     * @param subject the subject
     * @param level how strictly
     * @throws MetrifyException if the registry cannot be asked or refuses
     */
    public void require(String subject, Compatibility level) {
        ObjectNode body = RegistryConnection.object().put("compatibility", level.name());
        RegistryConnection.Answer answer = connection.send("PUT", "/config/" + encoded(subject), body);
        if (!answer.isOk()) {
            throw refused("setting the compatibility of " + subject, answer);
        }
    }

    private synchronized @Nullable Known recall(int id) {
        return known.get(id);
    }

    private synchronized boolean isKnownToBeUnknown(int id) {
        Long since = unknownSince.get(id);
        return since != null && System.nanoTime() - since < UNKNOWN_NANOS;
    }

    private @Nullable Known fetch(int id) {
        RegistryConnection.Answer answer = connection.get("/schemas/ids/" + id);
        if (answer.errorCode() == SCHEMA_UNKNOWN) {
            synchronized (this) {
                unknownSince.put(id, System.nanoTime());
            }
            return null;
        }
        if (!answer.isOk()) {
            throw refused("looking up the schema of id " + id, answer);
        }
        Known found = understood(answer.body());
        synchronized (this) {
            known.put(id, found);
        }
        return found;
    }

    private Known understood(JsonNode body) {
        String type = body.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            return new Known(null, "is not Avro but " + RegistryConnection.quoted(type));
        }
        try {
            Schema.Parser parser = new Schema.Parser();
            parseReferences(body.path("references"), parser, new ArrayList<>());
            return new Known(parser.parse(body.path("schema").asText()), "");
        } catch (AvroRuntimeException | StackOverflowError notAvro) {
            return new Known(
                    null, "cannot be understood: " + RegistryConnection.quoted(String.valueOf(notAvro.getMessage())));
        }
    }

    /** Named types that a schema takes from others, each before what needs it. */
    private void parseReferences(JsonNode references, Schema.Parser parser, List<String> done) {
        for (JsonNode reference : references) {
            String version = subjectPath(reference.path("subject").asText()) + "/versions/"
                    + reference.path("version").asInt();
            if (done.contains(version)) {
                continue;
            }
            if (done.size() >= MOST_REFERENCES) {
                throw new AvroRuntimeException("it refers to more than " + MOST_REFERENCES + " other schemas");
            }
            done.add(version);
            RegistryConnection.Answer answer = connection.get(version);
            if (!answer.isOk()) {
                throw refused("looking up the schema that another refers to, " + version, answer);
            }
            parseReferences(answer.body().path("references"), parser, done);
            parser.parse(answer.body().path("schema").asText());
        }
    }

    private int idOf(RegistryConnection.Answer answer, String subject) {
        JsonNode id = answer.body().path("id");
        if (!id.isInt()) {
            throw refused("the number of a schema under " + subject, answer);
        }
        return id.asInt();
    }

    private MetrifyException refused(String what, RegistryConnection.Answer answer) {
        return new MetrifyException(what + " failed at the registry " + base + ": status " + answer.status() + ", code "
                + answer.errorCode() + ", " + answer.message());
    }

    private static ObjectNode schemaObject(Schema schema) {
        return RegistryConnection.object().put("schema", schema.toString());
    }

    private static String subjectPath(String subject) {
        return "/subjects/" + encoded(subject);
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * The address.
     *
     * @return for example {@code schema registry https://registry.example}
     */
    @Override
    public String toString() {
        return "schema registry " + base;
    }

    /** Collects the settings of a registry's client. */
    public static final class Builder {
        private final URI base;
        private Duration timeout = Duration.ofSeconds(10);
        private RetrySchedule retries = new RetrySchedule(5, Duration.ofMillis(200), Duration.ofSeconds(5));
        private boolean registering;
        private boolean plainAllowed;
        private @Nullable SSLContext tls;
        private @Nullable Supplier<Secret> authorization;

        private Builder(URI base) {
            SecretTransport.require(base, true);
            this.base = base;
        }

        /**
         * Logs in by user and password (RFC 7617).
         *
         * @param user the user; a colon would end it
         * @param password the password
         * @return this
         */
        public Builder basic(String user, Secret password) {
            if (user.indexOf(':') >= 0) {
                throw new IllegalArgumentException("the user " + user + " has a colon, which would end the name");
            }
            Secret header = Secret.of("Basic "
                    + Base64.getEncoder()
                            .encodeToString((user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8)));
            authorization = () -> header;
            return this;
        }

        /**
         * Logs in by token (RFC 6750).
         *
         * @param token asked for the token before each request, so that it can be renewed
         * @return this
         */
        public Builder bearer(Supplier<Secret> token) {
            Objects.requireNonNull(token, "token");
            authorization = () -> Secret.of("Bearer " + token.get().reveal());
            return this;
        }

        /**
         * Certificates to trust and to show; those of the JDK unless set.
         *
         * @param context where they are
         * @return this
         */
        public Builder tls(SSLContext context) {
            tls = Objects.requireNonNull(context, "context");
            return this;
        }

        /**
         * Allows credentials over {@code http}, which anybody between can read, to another machine.
         *
         * @return this
         */
        public Builder withoutEncryption() {
            plainAllowed = true;
            return this;
        }

        /**
         * Registers schemas that {@link ConfluentRegistry#id} does not find. Without, a program cannot change a registry by mistake.
         *
         * @return this
         */
        public Builder registering() {
            registering = true;
            return this;
        }

        /**
         * The longest time that one request may take; 10 seconds unless set.
         *
         * @param longest positive
         * @return this
         */
        public Builder timeout(Duration longest) {
            if (longest.isNegative() || longest.isZero()) {
                throw new IllegalArgumentException("a request cannot take " + longest + "; use a positive time");
            }
            timeout = longest;
            return this;
        }

        /**
         * How requests that failed are tried again; five attempts over about three seconds unless set.
         *
         * @param newRetries the schedule
         * @return this
         */
        public Builder retries(RetrySchedule newRetries) {
            retries = Objects.requireNonNull(newRetries, "retries");
            return this;
        }

        /**
         * The client of these settings; nothing is asked yet.
         *
         * @return the client
         * @throws IllegalArgumentException if credentials would be sent over {@code http} to another machine
         */
        public ConfluentRegistry build() {
            SecretTransport.require(base, authorization == null || plainAllowed);
            return new ConfluentRegistry(this);
        }
    }
}
