package io.metrify.testkit.snowflake;

import io.metrify.model.MetrifyException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The sessions by their tokens: one that every request carries, and a master token that buys another one. */
final class Sessions {

    private static final int TOKEN_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final AtomicLong ids = new AtomicLong(1_000);
    private final Map<String, Session> byToken = new HashMap<>();
    private final Map<String, Session> byMasterToken = new HashMap<>();

    long nextId() {
        return ids.incrementAndGet();
    }

    synchronized Tokens add(Session session) {
        Tokens tokens = new Tokens(token(), token());
        byToken.put(tokens.token(), session);
        byMasterToken.put(tokens.masterToken(), session);
        return tokens;
    }

    synchronized Session find(String token) {
        Session session = byToken.get(token);
        if (session == null) {
            throw new SnowflakeError(
                    "390112", "08001", "Your session has expired. Please login again or renew the token.");
        }
        return session;
    }

    synchronized Tokens renew(String masterToken) {
        Session session = byMasterToken.remove(masterToken);
        if (session == null) {
            throw new SnowflakeError(
                    "390114", "08001", "Authentication token has expired. The user must authenticate again.");
        }
        byToken.values().removeIf(other -> other == session);
        return add(session);
    }

    /** Makes all tokens useless; the master tokens stay good. */
    synchronized void expireTokens() {
        byToken.clear();
    }

    /** Makes all tokens useless, so that everyone has to log in again. */
    synchronized void expireMasterTokens() {
        byToken.clear();
        byMasterToken.clear();
    }

    synchronized void remove(Session session) {
        byToken.values().removeIf(other -> other == session);
        byMasterToken.values().removeIf(other -> other == session);
    }

    synchronized int count() {
        return Math.toIntExact(byMasterToken.values().stream().distinct().count());
    }

    void closeAll() {
        List<Session> open;
        synchronized (this) {
            open = new ArrayList<>(byMasterToken.values());
            byToken.clear();
            byMasterToken.clear();
        }
        for (Session session : open) {
            try {
                session.cancel();
                session.close();
            } catch (SQLException failed) {
                throw new MetrifyException("A session could not be closed.", failed);
            }
        }
    }

    private String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What a login or a renewal gives the driver. */
    record Tokens(String token, String masterToken) {

        /** Tokens are secrets. */
        @Override
        public String toString() {
            return "Tokens[***]";
        }
    }
}
