package dev.flinkrest.rest;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says how a server is reached, as a {@link ConnectionBuilder} collected it. Prints no secret.
 * Immutable and safe for use by many threads.
 *
 * @param servers the server, with a path prefix if there is one; or several that stand for each
 *     other, the first to be tried first
 * @param options the bounds of every call; none of them is null
 * @param maxConnections how many connections reads and writes may hold each
 * @param credentials proves who calls; null if nobody wants to know
 * @param headers gives further headers, for each request anew
 * @param proxy the proxy in between; null if there is none
 * @param tls whom to trust and which certificate to show by https; null for the JDK's roots and
 *     none
 * @param listeners are told what becomes of calls
 * @param requestIds gives an id to each call; null if they have none
 */
public record ConnectionSettings(
        List<URI> servers,
        CallOptions options,
        int maxConnections,
        @Nullable Credentials credentials,
        Supplier<Map<String, String>> headers,
        @Nullable ProxyOptions proxy,
        @Nullable TlsOptions tls,
        List<CallListener> listeners,
        @Nullable RequestIds requestIds) {

    /** Copies the servers and listeners. */
    public ConnectionSettings {
        servers = List.copyOf(servers);
        listeners = List.copyOf(listeners);
    }

    @Override
    public String toString() {
        return "ConnectionSettings[servers="
                + servers
                + ", options="
                + options
                + ", maxConnections="
                + maxConnections
                + ", credentials="
                + credentials
                + ", proxy="
                + proxy
                + ", tls="
                + tls
                + "]";
    }
}
