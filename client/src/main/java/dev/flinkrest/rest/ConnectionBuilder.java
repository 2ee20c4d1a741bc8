package dev.flinkrest.rest;

import dev.flinkrest.internal.util.Check;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says how a server is reached: what the builders of all clients share. Not safe for use by many
 * threads.
 *
 * @param <B> the builder itself
 */
public abstract class ConnectionBuilder<B extends ConnectionBuilder<B>> {
    private static final int DEFAULT_MAX_CONNECTIONS = 32;

    private final String example;
    private @Nullable URI url;
    private CallOptions options = CallOptions.DEFAULTS;
    private int maxConnections = DEFAULT_MAX_CONNECTIONS;

    /**
     * Begins with the defaults.
     *
     * @param example a URL of such a server, for messages
     */
    protected ConnectionBuilder(String example) {
        this.example = example;
    }

    /**
     * Returns this builder.
     *
     * @return this
     */
    protected abstract B self();

    /**
     * Names the server.
     *
     * @param url for example {@code http://localhost:8081} or {@code
     *     https://gw.example/flink/prod/}
     * @return this builder
     * @throws IllegalArgumentException if it is not of that form
     */
    public B url(String url) {
        try {
            return url(new URI(Check.notBlank("url", url)));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + url + "' is no URL: " + e.getReason() + "; " + expected(), e);
        }
    }

    /**
     * Names the server.
     *
     * @param url for example {@code http://localhost:8081} or {@code
     *     https://gw.example/flink/prod/}
     * @return this builder
     * @throws IllegalArgumentException if it is not of that form
     */
    public B url(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException(
                    "'" + url + "' does not begin with http:// or https://; " + expected());
        }
        if (url.getHost() == null) {
            throw new IllegalArgumentException("'" + url + "' names no valid host; " + expected());
        }
        if (url.getPort() == 0 || url.getPort() > 65_535) {
            throw new IllegalArgumentException(
                    "'" + url + "' has a port that is not in 1 to 65535; " + expected());
        }
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "the URL of " + url.getHost() + " holds a user or password; " + expected());
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "'" + url + "' has a query or fragment; " + expected());
        }
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        if (path.startsWith("//")) {
            throw new IllegalArgumentException(
                    "'" + url + "' has an empty path segment; " + expected());
        }
        this.url = url;
        return self();
    }

    private String expected() {
        return "expected a URL such as " + example + " or https://gw.example/flink/prod";
    }

    /**
     * Bounds every call of the client.
     *
     * @param options the bounds; what they leave open is as in {@link CallOptions#DEFAULTS}
     * @return this builder
     */
    public B callOptions(CallOptions options) {
        this.options = options.orElse(CallOptions.DEFAULTS);
        return self();
    }

    /**
     * Bounds how many connections the client holds, for reading and for writing each; further calls
     * wait.
     *
     * @param connections how many; 32 unless set
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public B maxConnections(int connections) {
        this.maxConnections = Check.atLeast("maxConnections", connections, 1);
        return self();
    }

    /**
     * Returns what was set.
     *
     * @return the settings
     * @throws IllegalStateException if no URL was set
     */
    protected final ConnectionSettings settings() {
        if (url == null) {
            throw new IllegalStateException("no url was set; " + expected());
        }
        return new ConnectionSettings(url, options, maxConnections);
    }
}
