package io.metrify.connector.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** A network between client and server that cuts a connection at the next COMMIT when told to. */
final class CuttingProxy implements AutoCloseable {

    /** Where the cut is. */
    enum Cut {
        NONE,
        /** The server never hears of the commit. */
        BEFORE_COMMIT,
        /** The server commits, and the client never hears of it. */
        AFTER_COMMIT
    }

    private static final String COMMIT = "COMMIT";
    private static final int BUFFER = 1 << 16;

    private final ServerSocket door;
    private final int serverPort;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Executor threads = task -> {
        Thread thread = new Thread(task, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    };
    private volatile Cut next = Cut.NONE;

    CuttingProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    void cutOnce(Cut where) {
        next = where;
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                open.add(client);
                open.add(server);
                Line line = new Line(client, server);
                threads.execute(line::up);
                threads.execute(line::down);
            } catch (IOException closed) {
                if (!door.isClosed()) {
                    throw new IllegalStateException(closed);
                }
            }
        }
    }

    /** One connection. */
    private final class Line {

        private final Socket client;
        private final Socket server;
        private volatile boolean deaf;

        Line(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void up() {
            pump(client, server, true);
        }

        void down() {
            pump(server, client, false);
        }

        /** Ends when either side is closed, whoever did it; both are closed then. */
        private void pump(Socket from, Socket to, boolean commits) {
            byte[] buffer = new byte[BUFFER];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    Cut cut = commits && isCommit(buffer, length) ? next : Cut.NONE;
                    if (cut == Cut.BEFORE_COMMIT) {
                        next = Cut.NONE;
                        return;
                    }
                    if (cut == Cut.AFTER_COMMIT) {
                        next = Cut.NONE;
                        deaf = true;
                    }
                    if (!commits && deaf) {
                        // The answer is here, so the commit is done.
                        return;
                    }
                    out.write(buffer, 0, length);
                    out.flush();
                }
            } catch (IOException closed) {
                open.remove(from);
            }
        }

        private boolean isCommit(byte[] buffer, int length) {
            return new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains(COMMIT);
        }
    }
}
