package io.metrify.connector.kafka;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which addresses credentials may be sent to. */
final class SecretTransport {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private SecretTransport() {}

    /** Refuses an address that is not HTTP, and one without TLS on another machine unless that is wanted. */
    static void require(URI address, boolean plainWanted) {
        String host = address.getHost();
        boolean tls = "https".equalsIgnoreCase(address.getScheme());
        boolean plain = "http".equalsIgnoreCase(address.getScheme());
        if (host == null || address.getRawUserInfo() != null || !(tls || plain)) {
            throw new IllegalArgumentException("an address is not an http or https address with a host and without a"
                    + " user; give one such as https://host.example/path");
        }
        if (plain && !plainWanted && !isThisMachine(host)) {
            throw new IllegalArgumentException(
                    "secrets sent to " + host + " over http could be read on the way; give an https address");
        }
    }

    private static boolean isThisMachine(@Nullable String host) {
        return host != null && THIS_MACHINE.contains(host);
    }
}
