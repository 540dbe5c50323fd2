package io.metrify.connector.s3;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A proxy in front of a real store that passes a request on, or answers it badly, as a test says. */
final class FaultyStore implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");

    private final URI target;
    private final Faults faults;
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Future<?>> serving = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();

    /** What to answer to a request line such as {@code PUT /bucket/key HTTP/1.1}; null passes it on. */
    interface Faults {
        String answer(String requestLine);
    }

    /** Hang up with a reset instead of an answer. */
    static final String RESET = "reset";

    /** Pass the request on, and hang up with a reset instead of the answer. */
    static final String LOSE_ANSWER = "lose the answer";

    /** Never answer. */
    static final String SILENCE = "silence";

    FaultyStore(URI target, Faults faults) throws IOException {
        this.target = target;
        this.faults = faults;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        serving.add(threads.submit(this::accept));
    }

    static String status(int status, String code) {
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code
                + "</Code><Message>on purpose</Message></Error>";
        return "HTTP/1.1 " + status + " On Purpose\r\nContent-Type: application/xml\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body;
    }

    URI endpoint() {
        return URI.create("http://" + socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort());
    }

    int requests() {
        return requests.get();
    }

    private Void accept() throws IOException {
        while (!socket.isClosed()) {
            Socket client;
            try {
                client = socket.accept();
            } catch (SocketException closed) {
                return null;
            }
            serving.add(threads.submit(() -> serve(client)));
        }
        return null;
    }

    private Void serve(Socket client) throws IOException, InterruptedException {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            String head = head(in);
            if (head.isEmpty()) {
                return null;
            }
            requests.incrementAndGet();
            String answer = faults.answer(head.substring(0, head.indexOf("\r\n")));
            if (answer == null || answer.equals(LOSE_ANSWER)) {
                pass(client, in, head, answer == null);
            } else if (answer.equals(SILENCE)) {
                Thread.sleep(60_000);
            } else if (answer.equals(RESET)) {
                reset(client);
            } else {
                if (!head.toLowerCase(Locale.ROOT).contains("100-continue")) {
                    in.readNBytes(length(head));
                }
                client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return null;
    }

    /** One request per connection, so that every request is asked about. */
    private void pass(Socket client, InputStream in, String head, boolean withAnswer) throws IOException {
        try (Socket server = new Socket(target.getHost(), target.getPort())) {
            OutputStream out = server.getOutputStream();
            out.write(head.replaceFirst("(?im)^connection:.*\r\n", "")
                    .replaceFirst("(?im)^expect:.*\r\n", "")
                    .replaceFirst("\r\n", "\r\nConnection: close\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            if (head.toLowerCase(Locale.ROOT).contains("100-continue")) {
                client.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
            out.write(in.readNBytes(length(head)));
            out.flush();
            byte[] answer = server.getInputStream().readAllBytes();
            if (withAnswer) {
                client.getOutputStream().write(answer);
            } else {
                reset(client);
            }
        }
    }

    private static void reset(Socket client) throws IOException {
        client.setSoLinger(true, 0);
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

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
