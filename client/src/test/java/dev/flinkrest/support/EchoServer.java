package dev.flinkrest.support;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;

/**
 * A server on a loopback socket for very many requests without a body, of which it remembers none:
 * answers {@code GET /jobs/:jobid/config} with a configuration of the job that was asked for, and
 * all else with an empty object.
 */
public final class EchoServer implements AutoCloseable {
    private final ServerSocket listener;
    private final String scheme;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong requests = new AtomicLong();

    public EchoServer() throws IOException {
        this("http", new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
    }

    /** Makes a server that speaks TLS. */
    public static EchoServer tls(SSLContext context) throws IOException {
        return new EchoServer(
                "https",
                context.getServerSocketFactory()
                        .createServerSocket(0, 200, InetAddress.getLoopbackAddress()));
    }

    private EchoServer(String scheme, ServerSocket listener) {
        this.scheme = scheme;
        this.listener = listener;
        start(this::accept);
    }

    public URI uri() {
        return URI.create(scheme + "://127.0.0.1:" + listener.getLocalPort());
    }

    /** How many connections were made. */
    public int connections() {
        return connections.get();
    }

    /** How many connections there were at a time at the most. */
    public int mostConnections() {
        return most.get();
    }

    public long requests() {
        return requests.get();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "echo-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                connections.incrementAndGet();
                most.accumulateAndGet(open.size(), Math::max);
                start(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (String line = firstLine(in); line != null; line = firstLine(in)) {
                requests.incrementAndGet();
                String body = line.endsWith("/config HTTP/1.1") ? config(line) : "{}";
                String reply =
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                                + body.length()
                                + "\r\n\r\n"
                                + body;
                out.write(reply.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            // the client broke off
        } finally {
            open.remove(socket);
        }
    }

    private static String config(String line) {
        String job = line.split("/", 4)[2];
        return "{\"jid\":\"" + job + "\",\"name\":\"job " + job + "\",\"execution-config\":null}";
    }

    /** Reads a head; gives its first line, or null at the end. */
    private static String firstLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(120);
        boolean first = true;
        for (int last = 0; last != 0x0d0a0d0a; ) {
            int b = in.read();
            if (b < 0) {
                return null;
            }
            last = last << 8 | b;
            first &= b != '\r';
            if (first) {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
