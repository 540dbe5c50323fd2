package io.metrify.testkit.snowflake;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may log in, and how: by password, by an OAuth token, or by a token signed with a key of which this server knows the
 * public half.
 */
final class Accounts {

    private static final int JWT_PARTS = 3;

    private final String account;
    private final Map<String, String> passwords;
    private final Map<String, String> oauthTokens;
    private final Map<String, PublicKey> keys;
    private final InstantSource clock;

    Accounts(
            String account,
            Map<String, String> passwords,
            Map<String, String> oauthTokens,
            Map<String, PublicKey> keys,
            InstantSource clock) {
        this.account = account;
        this.passwords = Map.copyOf(passwords);
        this.oauthTokens = Map.copyOf(oauthTokens);
        this.keys = Map.copyOf(keys);
        this.clock = clock;
    }

    /** The name of the user in upper case, or an error that does not say what was wrong. */
    String logIn(JsonNode data) {
        String user = data.path("LOGIN_NAME").asText().toUpperCase(Locale.ROOT);
        String authenticator = data.path("AUTHENTICATOR").asText("").toUpperCase(Locale.ROOT);
        boolean known = switch (authenticator) {
            case "SNOWFLAKE_JWT" -> isSigned(user, data.path("TOKEN").asText());
            case "OAUTH" -> same(oauthTokens.get(user), data.path("TOKEN").asText());
            case "", "SNOWFLAKE" ->
                same(passwords.get(user), data.path("PASSWORD").asText());
            default -> throw SnowflakeError.notEmulated("the authenticator " + authenticator);
        };
        if (!known) {
            boolean byToken = authenticator.equals("SNOWFLAKE_JWT");
            throw byToken
                    ? new SnowflakeError("390144", "08001", "JWT token is invalid.")
                    : new SnowflakeError("390100", "08001", "Incorrect username or password was specified.");
        }
        return user;
    }

    private static boolean same(@Nullable String expected, String given) {
        return expected != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isSigned(String user, String token) {
        PublicKey key = keys.get(user);
        String[] parts = token.split("\\.");
        if (key == null || parts.length != JWT_PARTS) {
            return false;
        }
        try {
            Base64.Decoder decoder = Base64.getUrlDecoder();
            JsonNode header = Json.parse(decoder.decode(parts[0]));
            JsonNode claims = Json.parse(decoder.decode(parts[1]));
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            String subject = account + "." + user;
            long now = clock.instant().getEpochSecond();
            return header.path("alg").asText().equals("RS256")
                    && signature.verify(decoder.decode(parts[2]))
                    && claims.path("sub").asText().equals(subject)
                    && claims.path("iss").asText().equals(subject + "." + fingerprint(key))
                    && claims.path("exp").asLong() > now;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unreadable) {
            return false;
        }
    }

    /** As Snowflake shows it for a user's RSA_PUBLIC_KEY. */
    static String fingerprint(PublicKey key) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
        return "SHA256:" + Base64.getEncoder().encodeToString(digest);
    }
}
