package dev.flinkrest.rest;

import dev.flinkrest.internal.util.Check;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
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
    private final SortedMap<String, String> fixedHeaders =
            new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private List<URI> servers = List.of();
    private @Nullable Supplier<Map<String, String>> headers;
    private @Nullable Credentials credentials;
    private @Nullable ProxyOptions proxy;
    private final List<CallListener> listeners = new ArrayList<>();
    private @Nullable RequestIds requestIds;
    private CallOptions options = CallOptions.DEFAULTS;
    private int maxConnections = DEFAULT_MAX_CONNECTIONS;
    private @Nullable TlsOptions tls;

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
        return servers(List.of(parse(url)));
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
        return servers(List.of(url));
    }

    /**
     * Names servers that stand for each other.
     *
     * @param urls their URLs, the one to be tried first at first
     * @return this builder
     * @throws IllegalArgumentException if there is none, one is there twice, or one is not of the
     *     form that {@link #url(String)} takes
     */
    protected final B servers(List<URI> urls) {
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("no url was given; " + expected());
        }
        urls.forEach(this::check);
        if (urls.stream().distinct().count() < urls.size()) {
            throw new IllegalArgumentException("a url is given twice in " + urls);
        }
        this.servers = List.copyOf(urls);
        return self();
    }

    /**
     * Reads a URL.
     *
     * @param url the URL
     * @return the URL
     * @throws IllegalArgumentException if it is none
     */
    protected final URI parse(String url) {
        try {
            return new URI(Check.notBlank("url", url));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + withoutUser(url) + "' is no URL: " + e.getReason() + "; " + expected());
        }
    }

    /** Leaves out what may be a password. */
    private static String withoutUser(String url) {
        int at = url.lastIndexOf('@');
        int slashes = url.indexOf("//");
        return at < 0
                ? url
                : (slashes < 0 || at < slashes ? "" : url.substring(0, slashes + 2))
                        + "…"
                        + url.substring(at);
    }

    private void check(URI url) {
        if (url.getRawUserInfo() != null
                || (url.getRawAuthority() != null && url.getRawAuthority().indexOf('@') >= 0)) {
            throw new IllegalArgumentException(
                    "the URL of "
                            + url.getHost()
                            + " holds a user or password; give them to basicAuth; "
                            + expected());
        }
        String shown = withoutUser(url.toString());
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException(
                    "'" + shown + "' does not begin with http:// or https://; " + expected());
        }
        if (url.getHost() == null) {
            boolean underscore = String.valueOf(url.getRawAuthority()).indexOf('_') >= 0;
            throw new IllegalArgumentException(
                    "'"
                            + shown
                            + "' names no valid host"
                            + (underscore
                                    ? ", for one has no underscore: use its address or an alias; "
                                    : "; ")
                            + expected());
        }
        if (url.getPort() == 0 || url.getPort() > 65_535) {
            throw new IllegalArgumentException(
                    "'" + shown + "' has a port that is not in 1 to 65535; " + expected());
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "'" + shown + "' has a query or fragment; " + expected());
        }
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        if (path.startsWith("//")) {
            throw new IllegalArgumentException(
                    "'" + shown + "' has an empty path segment; " + expected());
        }
    }

    private String expected() {
        return "expected a URL such as " + example + " or https://gw.example/flink/prod";
    }

    /**
     * Bounds every call of the client.
     *
     * @param options the bounds; what they leave open stays as it is, at first as in {@link
     *     CallOptions#DEFAULTS}
     * @return this builder
     */
    public B callOptions(CallOptions options) {
        this.options = options.orElse(this.options);
        return self();
    }

    /**
     * Bounds how many connections the client holds to each server, for reading and for writing
     * each; further calls wait.
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
     * Adds a header to every request.
     *
     * @param name its name; a second one of that name takes the place of the first
     * @param value its value
     * @return this builder
     * @throws IllegalArgumentException if the name is no header's name or one that the client sets
     *     itself, such as {@code Host}, or the value holds a line break
     */
    public B header(String name, String value) {
        HeaderRules.require(name, value);
        fixedHeaders.put(name, value);
        return self();
    }

    /**
     * Adds headers to every request that may differ from one to the next. A request that is
     * repeated gets them anew.
     *
     * @param headers gives values by name, and is called for every request by the thread that sends
     *     it; what it throws, the call throws, and no deadline bounds it. One of a name that {@link
     *     #header} gave takes its place
     * @return this builder
     */
    public B headers(Supplier<Map<String, String>> headers) {
        this.headers = headers;
        return self();
    }

    /**
     * Sends a user's name and password with every request, also without being asked for them. They
     * go to the servers named here only. Over plain http, everybody on the way can read them.
     *
     * @param user the user's name
     * @param password the password
     * @return this builder
     * @throws IllegalArgumentException if the name is blank or holds a colon, or one of the two
     *     holds a control character
     */
    public B basicAuth(String user, String password) {
        this.credentials = Credentials.basic(user, password);
        return self();
    }

    /**
     * Sends a token with every request.
     *
     * @param token the token, without the word {@code Bearer}
     * @return this builder
     * @throws IllegalArgumentException if it is blank or holds what no header can
     */
    public B bearerToken(String token) {
        this.credentials = Credentials.bearer(token);
        return self();
    }

    /**
     * Sends a token with every request.
     *
     * @param token gives the token, without the word {@code Bearer}; asked before the first request
     *     and kept. When the server answers 401, it is asked again and the request repeated, once.
     *     May block, but should see to its end itself: no deadline and no {@code close()} does. May
     *     be called by several threads at a time; what it throws, the call throws
     * @return this builder
     */
    public B bearerToken(Supplier<String> token) {
        this.credentials = Credentials.bearer(token);
        return self();
    }

    /**
     * Goes through a proxy.
     *
     * @param proxy the proxy; it alone resolves the server's name
     * @return this builder
     */
    public B proxy(ProxyOptions proxy) {
        this.proxy = proxy;
        return self();
    }

    /**
     * Says whom the client trusts and which certificate it shows, by https. Unless set, it trusts
     * the JDK's roots and shows none.
     *
     * @param options the options
     * @return this builder
     */
    public B tls(TlsOptions options) {
        this.tls = Objects.requireNonNull(options, "options");
        return self();
    }

    /**
     * Has a listener told what becomes of the client's calls.
     *
     * @param listener the listener; further ones are told after it
     * @return this builder
     */
    public B listener(CallListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return self();
    }

    /**
     * Sends an id with every request, by which it can be found in the logs of gateways. It is a
     * random UUID, another for each call, the same for its repetitions; events, listeners, the log
     * and exceptions have it, too.
     *
     * @param header the header's name, for example {@code X-Request-Id}
     * @return this builder
     * @throws IllegalArgumentException if the name is no header's name or one that the client sets
     *     itself, such as {@code Host}
     */
    public B requestIds(String header) {
        return requestIds(header, () -> UUID.randomUUID().toString());
    }

    /**
     * Sends an id with every request, as {@link #requestIds(String)} does.
     *
     * @param header the header's name, for example {@code X-Request-Id}
     * @param ids gives an id for each call, which need not be unique; asked by the thread that
     *     makes the call. What it throws, the call throws, and {@link IllegalArgumentException} if
     *     the id is blank or no header can hold it
     * @return this builder
     * @throws IllegalArgumentException if the name is no header's name or one that the client sets
     *     itself, such as {@code Host}
     */
    public B requestIds(String header, Supplier<String> ids) {
        this.requestIds = new RequestIds(header, ids);
        return self();
    }

    /**
     * Returns what was set.
     *
     * @return the settings
     * @throws IllegalStateException if no URL was set, or both credentials and a header {@code
     *     Authorization}, or both request ids and a header of their name, or TLS options and a URL
     *     of http
     */
    protected final ConnectionSettings settings() {
        if (servers.isEmpty()) {
            throw new IllegalStateException("no url was set; " + expected());
        }
        if (credentials != null && fixedHeaders.containsKey("Authorization")) {
            throw new IllegalStateException(
                    "both a header Authorization and " + credentials + " were set; expected one");
        }
        if (requestIds != null && fixedHeaders.containsKey(requestIds.header())) {
            throw new IllegalStateException(
                    "both request ids and a header "
                            + requestIds.header()
                            + " were set; expected one");
        }
        if (tls != null) {
            servers.forEach(ConnectionBuilder::requireHttps);
        }
        return new ConnectionSettings(
                servers,
                options,
                maxConnections,
                credentials,
                allHeaders(),
                proxy,
                tls,
                listeners,
                requestIds);
    }

    private static void requireHttps(URI url) {
        if (!url.getScheme().equalsIgnoreCase("https")) {
            throw new IllegalStateException(
                    "TLS options were set, and '"
                            + url
                            + "' is not https: nothing would be encrypted");
        }
    }

    private Supplier<Map<String, String>> allHeaders() {
        SortedMap<String, String> fixed = new TreeMap<>(fixedHeaders);
        Supplier<Map<String, String>> further = headers;
        if (further == null) {
            return () -> fixed;
        }
        return () -> {
            Map<String, String> all = new TreeMap<>(fixed);
            Map<String, String> own = further.get();
            HeaderRules.require(own);
            all.putAll(own);
            return all;
        };
    }
}
