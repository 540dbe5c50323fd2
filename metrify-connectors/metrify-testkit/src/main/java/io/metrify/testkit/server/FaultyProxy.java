package io.metrify.testkit.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A proxy in front of a real HTTP server that passes a request on, or answers it badly, as a test says. It listens on a free
 * port of the loopback interface, asks what to do for every request, and serves each on a connection of its own. Safe for use
 * by many threads.
 */
public final class FaultyProxy implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");
    private static final int BACKLOG = 50;

    private final URI target;
    private final Faults faults;
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "faulty-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger brokenOff = new AtomicInteger();

    /** Decides what becomes of a request. Asked by many threads. */
    @FunctionalInterface
    public interface Faults {

        /**
         * What to do with a request.
         *
         * @param requestLine such as {@code PUT /bucket/key HTTP/1.1}
         * @return what becomes of it
         */
        Fault of(String requestLine);
    }

    /** What becomes of a request. */
    public static final class Fault {

        /** Pass the request and its answer on: no fault at all. */
        public static final Fault NONE = new Fault(Kind.NONE, "", Duration.ZERO);
        /** Hang up with a reset instead of an answer. */
        public static final Fault RESET = new Fault(Kind.RESET, "", Duration.ZERO);
        /** Pass the request on, and hang up with a reset instead of the answer. */
        public static final Fault LOSE_ANSWER = new Fault(Kind.LOSE_ANSWER, "", Duration.ZERO);

        private enum Kind {
            NONE,
            RESET,
            LOSE_ANSWER,
            DELAY,
            ANSWER
        }

        private final Kind kind;
        private final String answer;
        private final Duration pause;

        private Fault(Kind kind, String answer, Duration pause) {
            this.kind = kind;
            this.answer = answer;
            this.pause = pause;
        }

        /**
         * Wait before the request is passed on.
         *
         * @param pause how long, not negative
         * @return the fault
         */
        public static Fault delay(Duration pause) {
            return new Fault(Kind.DELAY, "", pause);
        }

        /**
         * Answer with an error as S3 words it, and do not pass the request on.
         *
         * @param status the status of HTTP, such as 503
         * @param code the code of S3, such as {@code SlowDown}
         * @return the fault
         */
        public static Fault status(int status, String code) {
            String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code
                    + "</Code><Message>on purpose</Message></Error>";
            return answer("HTTP/1.1 " + status + " On Purpose\r\nContent-Type: application/xml\r\nContent-Length: "
                    + body.length() + "\r\nConnection: close\r\n\r\n" + body);
        }

        /**
         * Answer with any bytes, and do not pass the request on.
         *
         * @param bytes the whole answer, one byte for each character
         * @return the fault
         */
        public static Fault answer(String bytes) {
            return new Fault(Kind.ANSWER, bytes, Duration.ZERO);
        }
    }

    private FaultyProxy(URI target, Faults faults) {
        this.target = target;
        this.faults = faults;
        try {
            this.socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException("no port is free on the loopback interface", failed);
        }
    }

    /**
     * A proxy that is ready.
     *
     * @param target the server, with host and port
     * @param faults what becomes of each request
     * @return the proxy
     * @throws UncheckedIOException if it cannot listen
     */
    public static FaultyProxy start(URI target, Faults faults) {
        FaultyProxy proxy =
                new FaultyProxy(Objects.requireNonNull(target, "target"), Objects.requireNonNull(faults, "faults"));
        proxy.threads.execute(proxy::accept);
        return proxy;
    }

    /**
     * Where it listens.
     *
     * @return for example {@code http://127.0.0.1:40123}
     */
    public URI endpoint() {
        return URI.create("http://" + socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort());
    }

    /**
     * How many requests came.
     *
     * @return the number so far
     */
    public int requests() {
        return requests.get();
    }

    /**
     * How many requests ended because the client or the server hung up.
     *
     * @return the number so far
     */
    public int brokenOff() {
        return brokenOff.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                threads.execute(() -> serve(client));
            } catch (IOException closed) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException("the proxy cannot listen any more", closed);
                }
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            String head = head(in);
            if (!head.isEmpty()) {
                requests.incrementAndGet();
                serve(client, in, head, faults.of(head.substring(0, head.indexOf("\r\n"))));
            }
        } catch (SocketException hungUp) {
            // Clients and servers hang up in the tests that this proxy is for.
            brokenOff.incrementAndGet();
        } catch (IOException failed) {
            throw new UncheckedIOException("the proxy could not serve a request", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Socket client, InputStream in, String head, Fault fault)
            throws IOException, InterruptedException {
        switch (fault.kind) {
            case RESET -> client.setSoLinger(true, 0);
            case LOSE_ANSWER -> pass(client, in, head, false);
            case NONE -> pass(client, in, head, true);
            case DELAY -> {
                Thread.sleep(fault.pause.toMillis());
                pass(client, in, head, true);
            }
            case ANSWER -> {
                if (!expectsContinue(head)) {
                    in.readNBytes(length(head));
                }
                client.getOutputStream().write(fault.answer.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    /** One request per connection, so that every request is asked about. */
    private void pass(Socket client, InputStream in, String head, boolean withAnswer) throws IOException {
        try (Socket server = new Socket(target.getHost(), target.getPort())) {
            OutputStream out = server.getOutputStream();
            out.write(head.replaceFirst("(?im)^connection:.*\r\n", "")
                    .replaceFirst("(?im)^expect:.*\r\n", "")
                    .replaceFirst("\r\n", "\r\nConnection: close\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            if (expectsContinue(head)) {
                client.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
            out.write(in.readNBytes(length(head)));
            out.flush();
            byte[] answer = server.getInputStream().readAllBytes();
            if (withAnswer) {
                client.getOutputStream().write(answer);
            } else {
                client.setSoLinger(true, 0);
            }
        }
    }

    private static boolean expectsContinue(String head) {
        return head.toLowerCase(Locale.ROOT).contains("100-continue");
    }

    private static int length(String head) {
        Matcher matcher = LENGTH.matcher(head);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.append((char) b);
            if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                return head.toString();
            }
        }
        return "";
    }

    /** Stops listening and hangs up. Closing twice is harmless. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("the proxy could not stop listening", failed);
        } finally {
            threads.shutdownNow();
        }
    }
}
