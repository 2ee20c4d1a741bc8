package dev.flinkrest.support;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/**
 * A server on a loopback socket that never reads, whatever it is sent, and has not much to say: what
 * a call can wait for without end.
 */
public final class SilentServer implements AutoCloseable {
    private final ServerSocket listener;
    private final byte[] beginning;
    private final boolean trickles;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Semaphore connections = new Semaphore(0);

    private SilentServer(int backlog, String beginning, boolean trickles) throws IOException {
        this.listener = new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
        this.beginning = beginning.getBytes(StandardCharsets.ISO_8859_1);
        this.trickles = trickles;
    }

    /** Makes a server that accepts connections and says nothing. */
    public static SilentServer mute() throws IOException {
        return saying("");
    }

    /** Makes a server that begins to answer, and stops there. */
    public static SilentServer saying(String beginning) throws IOException {
        SilentServer server = new SilentServer(50, beginning, false);
        server.start();
        return server;
    }

    /** Makes a server that begins to answer, and goes on with one byte every 20 ms. */
    public static SilentServer trickling(String beginning) throws IOException {
        SilentServer server = new SilentServer(50, beginning, true);
        server.start();
        return server;
    }

    /** Makes a server that has more connections waiting than it can have: connecting hangs. */
    public static SilentServer full() throws IOException {
        SilentServer server = new SilentServer(1, "", false);
        for (int i = 0; i < 2; i++) {
            server.sockets.add(
                    new Socket(InetAddress.getLoopbackAddress(), server.listener.getLocalPort()));
        }
        return server;
    }

    private void start() {
        thread(this::accept);
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "silent-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                socket.getOutputStream().write(beginning);
                if (trickles) {
                    thread(() -> trickle(socket));
                }
                connections.release();
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private static void trickle(Socket socket) {
        try (socket) {
            OutputStream out = socket.getOutputStream();
            while (true) {
                out.write('a');
                Thread.sleep(20);
            }
        } catch (IOException | InterruptedException e) {
            // the client broke off
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    public URI uri() {
        return uri("http");
    }

    public URI uri(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + port());
    }

    /** Waits until one more connection was made. */
    public void awaitConnection() throws InterruptedException {
        connections.acquire();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
