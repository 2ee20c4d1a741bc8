package dev.flinkrest.rest;

import dev.flinkrest.internal.util.Check;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Says through which proxy a server is reached. Prints no password. Immutable and safe for use by
 * many threads.
 */
public final class ProxyOptions {

    /** What a proxy speaks. */
    public enum Type {
        /** HTTP: forwards plain requests, and opens a tunnel by {@code CONNECT} for https. */
        HTTP,
        /** SOCKS version 5, which resolves the server's name itself. */
        SOCKS
    }

    private static final int LONGEST_SOCKS_CREDENTIAL = 255;

    private final Type type;
    private final String host;
    private final int port;
    private final @Nullable String user;
    private final @Nullable String password;

    private ProxyOptions(
            Type type, String host, int port, @Nullable String user, @Nullable String password) {
        this.type = type;
        this.host = host;
        this.port = port;
        this.user = user;
        this.password = password;
    }

    private static ProxyOptions of(Type type, String host, int port) {
        Check.notBlank("host", host);
        if (host.indexOf('/') >= 0 || host.indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    "the proxy's host is given as a URL or with a user; expected a name or address only");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "the proxy's port is " + port + "; expected 1 to 65535");
        }
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        return new ProxyOptions(type, bare, port, null, null);
    }

    /**
     * Names an HTTP proxy, which is itself reached by plain http.
     *
     * @param host its name or address
     * @param port its port
     * @return the proxy, without credentials
     * @throws IllegalArgumentException if the host is no name, or the port not in 1 to 65535
     */
    public static ProxyOptions http(String host, int port) {
        return of(Type.HTTP, host, port);
    }

    /**
     * Names a SOCKS proxy of version 5.
     *
     * @param host its name or address
     * @param port its port
     * @return the proxy, without credentials
     * @throws IllegalArgumentException if the host is no name, or the port not in 1 to 65535
     */
    public static ProxyOptions socks(String host, int port) {
        return of(Type.SOCKS, host, port);
    }

    /**
     * Returns this proxy with the credentials that it wants.
     *
     * @param name the user's name
     * @param secret the password
     * @return a new value
     * @throws IllegalArgumentException as {@link Credentials#basic} does; for SOCKS also if one of
     *     the two is longer than 255 bytes, or the password empty
     */
    public ProxyOptions withCredentials(String name, String secret) {
        Credentials.basic(name, secret);
        if (type == Type.SOCKS && !(fits(name) && fits(secret))) {
            throw new IllegalArgumentException(
                    "SOCKS takes a user's name and password of 1 to 255 bytes each; one of these is not");
        }
        return new ProxyOptions(type, host, port, name, secret);
    }

    private static boolean fits(String text) {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        return length >= 1 && length <= LONGEST_SOCKS_CREDENTIAL;
    }

    /**
     * Returns what it speaks.
     *
     * @return the type
     */
    public Type type() {
        return type;
    }

    /**
     * Returns where it is.
     *
     * @return its name or address, an IPv6 address without brackets
     */
    public String host() {
        return host;
    }

    /**
     * Returns where it listens.
     *
     * @return its port
     */
    public int port() {
        return port;
    }

    /**
     * Returns who is to use it.
     *
     * @return the user's name, or null if it wants none
     */
    public @Nullable String user() {
        return user;
    }

    /**
     * Returns the secret that goes with {@link #user}.
     *
     * @return the password, or null if it wants none
     */
    public @Nullable String password() {
        return password;
    }

    @Override
    public String toString() {
        return (type == Type.HTTP ? "HTTP" : "SOCKS") + " proxy " + host + ":" + port;
    }
}
