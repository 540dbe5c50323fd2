package io.metrify.testkit.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;

/**
 * The node's listening sockets, bound before the node exists.
 *
 * @param clients where clients connect
 * @param controllers where the broker half of the node connects to the controller half
 */
record KafkaSockets(ServerSocketChannel clients, ServerSocketChannel controllers) {

    private static final Duration BIND_PATIENCE = Duration.ofSeconds(20);
    private static final Duration BIND_PAUSE = Duration.ofMillis(100);

    static KafkaSockets bind(int clientPort) throws IOException, InterruptedException {
        ServerSocketChannel clients = bindPatiently(clientPort);
        try {
            return new KafkaSockets(clients, bindPatiently(0));
        } catch (IOException e) {
            clients.close();
            throw e;
        }
    }

    /** A client that reconnects while the broker is down can occupy its port for a moment: a given port is retried. */
    private static ServerSocketChannel bindPatiently(int port) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + BIND_PATIENCE.toNanos();
        while (true) {
            ServerSocketChannel socket = ServerSocketChannel.open();
            try {
                return socket.bind(address(port));
            } catch (IOException e) {
                socket.close();
                if (port == 0 || System.nanoTime() - deadline > 0) {
                    throw new IOException("Port " + port + " of " + KafkaNode.HOST + " could not be bound.", e);
                }
            }
            Thread.sleep(BIND_PAUSE.toMillis());
        }
    }

    static InetSocketAddress address(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    }

    ServerSocketChannel handOver(InetSocketAddress address) throws IOException {
        ServerSocketChannel socket = address.getPort() == clients.socket().getLocalPort() ? clients : controllers;
        socket.configureBlocking(false);
        return socket;
    }

    void close() throws IOException {
        try (clients) {
            controllers.close();
        }
    }
}
