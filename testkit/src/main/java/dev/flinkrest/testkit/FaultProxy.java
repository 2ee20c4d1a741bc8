package dev.flinkrest.testkit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Stands between a client and a server of plain HTTP/1.1, and loses and spoils requests and replies
 * as its {@link FaultPlan} says: on the level of sockets, as a network does, and in what they say,
 * as a bad proxy does. Listens on the loopback address, on a free port. Replies are held in memory.
 * Safe for use by many threads.
 */
public final class FaultProxy implements AutoCloseable {
    private static final Duration PACE = Duration.ofSeconds(1);

    private final Supplier<URI> server;
    private final FaultPlan plan;
    private final Duration delay;
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Queue<Incident> incidents = new ConcurrentLinkedQueue<>();

    /**
     * Tells what happened to one request.
     *
     * @param requestLine the request's first line
     * @param fault what happened to it
     */
    public record Incident(String requestLine, Fault fault) {}

    private FaultProxy(Supplier<URI> server, FaultPlan plan, Duration delay) throws IOException {
        this.server = server;
        this.plan = plan;
        this.delay = delay;
        this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        start("fault-proxy", this::accept);
    }

    /**
     * Starts a proxy that delays by 200 milliseconds where it does.
     *
     * @param server the server's address, of scheme http
     * @param plan what happens to each request
     * @return the proxy, to be closed
     * @throws UncheckedIOException if no port is free
     */
    public static FaultProxy start(URI server, FaultPlan plan) {
        return start(() -> server, plan, Duration.ofMillis(200));
    }

    /**
     * Starts a proxy in front of a server that may come back at another address.
     *
     * @param server gives the server's address, of scheme http; asked for each connection
     * @param plan what happens to each request
     * @param delay how late a reply is that {@link Fault#DELAY} strikes
     * @return the proxy, to be closed
     * @throws UncheckedIOException if no port is free
     */
    public static FaultProxy start(Supplier<URI> server, FaultPlan plan, Duration delay) {
        try {
            return new FaultProxy(server, plan, delay);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns where clients connect.
     *
     * @return an address of scheme http, with the proxy's port and the server's path
     */
    public URI uri() {
        String path = server.get().getRawPath();
        return URI.create(
                "http://127.0.0.1:" + listener.getLocalPort() + (path == null ? "" : path));
    }

    /**
     * Lists the requests that something happened to.
     *
     * @return what happened, in the order of the requests
     */
    public List<Incident> incidents() {
        return List.copyOf(incidents);
    }

    /** Forgets the requests that something happened to, so that a long test does not keep them. */
    public void forgetIncidents() {
        incidents.clear();
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                sockets.add(client);
                start("fault-proxy-connection", () -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        URI address = server.get();
        try (client;
                Socket upstream = new Socket(address.getHost(), address.getPort())) {
            sockets.add(upstream);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(client.getInputStream());
            InputStream replies = new BufferedInputStream(upstream.getInputStream());
            try {
                while (relay(client, in, upstream, replies)) {
                    // one request after the other
                }
            } finally {
                sockets.remove(upstream);
            }
        } catch (IOException e) {
            // one of the two broke off: so does the other
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(client);
        }
    }

    /** Passes on one request and its reply; false if the connection is at its end. */
    private boolean relay(Socket client, InputStream in, Socket upstream, InputStream replies)
            throws IOException, InterruptedException {
        HttpMessage request = HttpMessage.readHead(in);
        if (request == null) {
            return false;
        }
        Fault fault = plan.next(request.firstLine());
        if (fault != Fault.NONE) {
            incidents.add(new Incident(request.firstLine(), fault));
        }
        return switch (fault.place()) {
            case BEFORE_REQUEST -> end(client, fault);
            case INSTEAD_OF_REQUEST -> {
                request.copyRequestBody(in, OutputStream.nullOutputStream());
                client.getOutputStream().write(fault.ownReply());
                yield end(client, fault);
            }
            case AFTER_REQUEST -> {
                passOn(request, in, upstream);
                end(client, fault);
                Reply.read(replies); // the server is left to finish its work
                yield false;
            }
            case AFTER_REPLY -> {
                passOn(request, in, upstream);
                Reply reply = Reply.read(replies);
                yield reply != null && answer(client, fault, reply);
            }
        };
    }

    private static void passOn(HttpMessage request, InputStream in, Socket upstream)
            throws IOException {
        OutputStream out = new BufferedOutputStream(upstream.getOutputStream(), 64 << 10);
        out.write(request.head());
        request.copyRequestBody(in, out);
        out.flush();
    }

    /** Passes on a reply, or what a fault leaves of it; false if the connection is at its end. */
    private boolean answer(Socket client, Fault fault, Reply reply)
            throws IOException, InterruptedException {
        if (fault == Fault.DELAY) {
            Thread.sleep(delay.toMillis());
        }
        byte[] bytes = reply.struckBy(fault);
        int portion = fault == Fault.TRICKLE ? 1 : bytes.length;
        for (int from = 0; from < bytes.length; from += portion) {
            if (from > 0) {
                Thread.sleep(PACE.toMillis());
            }
            client.getOutputStream().write(bytes, from, portion);
        }
        return end(client, fault) && !reply.closes();
    }

    /** Ends the connection as a fault does; false if it has ended it. */
    private static boolean end(Socket client, Fault fault) throws IOException {
        if (fault.end() == Fault.End.NONE) {
            return true;
        }
        if (fault.end() == Fault.End.RESET) {
            client.setSoLinger(true, 0);
        }
        client.close();
        return false;
    }

    /** Closes all connections, and takes no more. */
    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "FaultProxy[" + uri() + " for " + server.get() + "]";
    }
}
