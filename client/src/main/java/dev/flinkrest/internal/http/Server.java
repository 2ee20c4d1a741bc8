package dev.flinkrest.internal.http;

import dev.flinkrest.rest.ConnectionSettings;
import java.net.URI;
import java.time.Duration;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.URIAuthority;

/** One server, and the connections to it. Safe for use by many threads. */
final class Server implements AutoCloseable {
    private static final Duration CHECK_READS_AFTER = Duration.ofSeconds(1);

    private final URI url;
    private final HttpHost host;
    private final URIAuthority authority;
    private final String prefix;

    /** Reads may use a connection that the server closed a moment ago: they are repeated. */
    private final CloseableHttpClient reads;

    /** Writes may not, so each of their connections is checked before use. */
    private final CloseableHttpClient writes;

    /** Makes it; connects to nothing yet. */
    Server(URI url, ConnectionSettings settings, TlsSocketStrategy tls) {
        this.url = url;
        this.host = new HttpHost(url.getScheme(), hostName(url), port(url));
        this.authority = new URIAuthority(hostName(url), url.getPort());
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        this.prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        this.reads = Connections.client(host, settings, tls, CHECK_READS_AFTER);
        this.writes = Connections.client(host, settings, tls, Duration.ZERO);
    }

    private static String hostName(URI url) {
        String host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return URIScheme.HTTPS.same(url.getScheme()) ? 443 : 80;
    }

    /** Returns scheme, host and port, for messages. */
    String name() {
        return host.toURI();
    }

    URI url() {
        return url;
    }

    HttpHost host() {
        return host;
    }

    URIAuthority authority() {
        return authority;
    }

    /** Returns the path and query under which a target is reached here. */
    String path(String target) {
        return prefix + target;
    }

    CloseableHttpClient connections(boolean forReading) {
        return forReading ? reads : writes;
    }

    /**
     * Closes all connections, those that are at rest in good order: one that is cut off makes Flink
     * log a stack trace. Calls in flight have been cut off before.
     */
    @Override
    public void close() {
        reads.close(CloseMode.GRACEFUL);
        writes.close(CloseMode.GRACEFUL);
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
