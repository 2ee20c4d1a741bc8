package dev.flinkrest.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/**
 * Holds a port of the loopback address that nobody listens at, and nobody else can take: every
 * connection to it is refused. Safe for use by many threads.
 */
public final class RefusedPort implements AutoCloseable {
    private final Socket holder;

    private RefusedPort(Socket holder) {
        this.holder = holder;
    }

    /**
     * Takes a free port.
     *
     * @return the port, to be closed
     * @throws UncheckedIOException if no port is free
     */
    public static RefusedPort take() {
        Socket holder = new Socket();
        try {
            holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RefusedPort(holder);
    }

    /**
     * Returns where clients are refused.
     *
     * @return an address of scheme http, without a path
     */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + holder.getLocalPort());
    }

    /** Gives the port back. */
    @Override
    public void close() {
        try {
            holder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "RefusedPort[" + uri() + "]";
    }
}
