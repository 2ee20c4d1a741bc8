package dev.flinkrest.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLServerSocket;

/**
 * A server on a loopback socket that does just what a test tells it, byte by byte: a well-behaved
 * one, a slow one, one that breaks off.
 */
public final class RawServer implements AutoCloseable {
    /** A reply to {@code GET /overview}. */
    public static final String OVERVIEW =
            "{\"taskmanagers\":1,\"slots-total\":8,\"slots-available\":6,\"jobs-running\":1,\"jobs-finished\":0,"
                    + "\"jobs-cancelled\":3,\"jobs-failed\":1,\"flink-version\":\"2.3.0\",\"flink-commit\":\"c0f\"}";

    /** The requests that came, each as its first line. */
    public final List<String> requests = new CopyOnWriteArrayList<>();

    private final ServerSocket listener;
    private final Handler handler;
    private final Thread acceptor;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** A request as it came. */
    public record Incoming(String line, String head, String latin1, int numberOnConnection) {
        public byte[] body() {
            return latin1.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /** Answers one request; may write anything, or close the socket. */
    @FunctionalInterface
    public interface Handler {
        void handle(Incoming request, Socket socket) throws Exception;
    }

    public RawServer(Handler handler) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), handler);
    }

    /** Listens at a socket, which may speak TLS. */
    public RawServer(ServerSocket listener, Handler handler) {
        this.handler = handler;
        this.listener = listener;
        this.acceptor = start("raw-server", this::accept);
    }

    /** Answers every request with the same reply. */
    public static RawServer replying(String reply) throws IOException {
        return new RawServer((request, socket) -> write(socket, reply));
    }

    /** Returns what a job manager answers while none leads. */
    public static String election() {
        return reply(
                "503 Service Unavailable",
                "application/json",
                "{\"errors\":[\"Service temporarily unavailable due to an ongoing leader"
                        + " election. Please refresh.\"]}");
    }

    /** Writes a reply of status 200 with its right length. */
    public static String ok(String json) {
        return reply("200 OK", "application/json; charset=UTF-8", json);
    }

    public static String reply(String status, String contentType, String body) {
        return "HTTP/1.1 "
                + status
                + "\r\nContent-Type: "
                + contentType
                + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n"
                + body;
    }

    public static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    public URI uri() {
        String host = listener.getInetAddress() instanceof Inet6Address ? "[::1]" : "127.0.0.1";
        return URI.create(
                (listener instanceof SSLServerSocket ? "https://" : "http://")
                        + host
                        + ":"
                        + listener.getLocalPort());
    }

    /** How many connections were made. */
    public int connections() {
        return sockets.size();
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                start("raw-connection", () -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            for (int number = 0; ; number++) {
                Incoming request = read(in, number);
                if (request == null) {
                    return;
                }
                requests.add(request.line());
                handler.handle(request, socket);
                if (socket.isClosed()) {
                    return;
                }
            }
        } catch (Exception e) {
            // the client broke off, which is what some tests are about
        }
    }

    private static Incoming read(InputStream in, int number) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int last = 0; last != 0x0d0a0d0a; ) {
            int b = in.read();
            if (b < 0) {
                return null;
            }
            head.write(b);
            last = last << 8 | b;
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int length =
                text.lines()
                        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                        .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                        .findFirst()
                        .orElse(0);
        String line = text.lines().findFirst().orElse("");
        return new Incoming(
                line, text, new String(in.readNBytes(length), StandardCharsets.ISO_8859_1), number);
    }

    /** Closes all connections; none is accepted after that. */
    @Override
    public void close() throws IOException {
        listener.close();
        try {
            acceptor.join(5_000); // which may be about to accept one all the same
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
