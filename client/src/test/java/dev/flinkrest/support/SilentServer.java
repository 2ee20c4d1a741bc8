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
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * A server on a loopback socket that never reads, whatever it is sent, and has not much to say:
 * what a call can wait for without end.
 */
public final class SilentServer implements AutoCloseable {
    private final ServerSocket listener;
    private final byte[] beginning;
    private final boolean trickles;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Semaphore connections = new Semaphore(0);

    private SilentServer(ServerSocket listener, String beginning, boolean trickles) {
        this.listener = listener;
        this.beginning = beginning.getBytes(StandardCharsets.ISO_8859_1);
        this.trickles = trickles;
    }

    private static ServerSocket listener(int backlog) throws IOException {
        return new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
    }

    /** Makes a server that accepts connections and says nothing. */
    public static SilentServer mute() throws IOException {
        return saying("");
    }

    /** Makes a server that begins to answer, and stops there. */
    public static SilentServer saying(String beginning) throws IOException {
        return new SilentServer(listener(50), beginning, false).start();
    }

    /** Makes a server that begins to answer, and goes on with one byte every 20 ms. */
    public static SilentServer trickling(String beginning) throws IOException {
        return new SilentServer(listener(50), beginning, true).start();
    }

    /** Makes a server whose connections are TLS, which it sets up; like the others after that. */
    public static SilentServer tls(SSLServerSocket listener, String beginning, boolean trickles) {
        return new SilentServer(listener, beginning, trickles).start();
    }

    /** Makes a server whose connections are those of a factory, and that says something at once. */
    public static SilentServer at(ServerSocketFactory sockets, String beginning)
            throws IOException {
        ServerSocket listener = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        return new SilentServer(listener, beginning, false).start();
    }

    /** Makes a server that has more connections waiting than it can have: connecting hangs. */
    public static SilentServer full() throws IOException {
        SilentServer server = new SilentServer(listener(1), "", false);
        for (int i = 0; i < 2; i++) {
            server.sockets.add(
                    new Socket(InetAddress.getLoopbackAddress(), server.listener.getLocalPort()));
        }
        return server;
    }

    private SilentServer start() {
        thread(this::accept);
        return this;
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
                if (listener.isClosed()) {
                    socket.close(); // it came too late to be closed with the others
                }
                if (socket instanceof SSLSocket tls) {
                    tls.startHandshake();
                }
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
