package dev.flinkrest.internal.http;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.UnavailableException;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.ConnectionSettings;
import dev.flinkrest.rest.FileUpload;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/**
 * Carries requests to one server: blocking, within a deadline that covers everything, and without
 * ever repeating what may have been done. Safe for use by many threads; needs no lock around a
 * call, so it suits virtual threads.
 */
final class HttpEngine implements AutoCloseable {
    private static final Duration CHECK_READS_AFTER = Duration.ofSeconds(1);

    private final URI url;
    private final HttpHost server;
    private final URIAuthority authority;
    private final String prefix;
    private final boolean archive;
    private final CallOptions defaults;
    private final RequestConfig defaultConfig;

    /** Reads may use a connection that the server closed a moment ago: they are repeated. */
    private final CloseableHttpClient reads;

    /** Writes may not, so each of their connections is checked before use. */
    private final CloseableHttpClient writes;

    private final Deadlines deadlines = new Deadlines();
    private final AtomicInteger losses = new AtomicInteger();
    private volatile long lastReply = System.nanoTime();
    private volatile boolean closed;

    /**
     * Makes an engine; connects to nothing yet.
     *
     * @param settings how the server is reached
     * @param archive whether the server keeps what others once answered, refusals among it
     */
    HttpEngine(ConnectionSettings settings, boolean archive) {
        this.archive = archive;
        this.url = settings.url();
        this.server = new HttpHost(url.getScheme(), host(url), port(url));
        this.authority = new URIAuthority(host(url), url.getPort());
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        this.prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        this.defaults = settings.options();
        this.defaultConfig = config(defaults);
        int connections = settings.maxConnections();
        this.reads = Connections.client(server, connections, CHECK_READS_AFTER);
        this.writes = Connections.client(server, connections, Duration.ZERO);
    }

    private static String host(URI url) {
        String host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return URIScheme.HTTPS.same(url.getScheme()) ? 443 : 80;
    }

    /** Makes something of a reply while its body arrives. */
    @FunctionalInterface
    private interface Reader<T extends @Nullable Object> {
        T read(ClassicHttpResponse response, long limit, Call call) throws IOException;
    }

    /**
     * Sends a request and decodes the reply.
     *
     * @param <R> what the reply decodes to
     * @param request the request
     * @param begun when the call began, as {@link System#nanoTime} counts; its time runs from then
     * @return the decoded reply
     */
    public <R extends @Nullable Object> R send(Request<R> request, long begun) {
        return call(
                request,
                begun,
                false,
                (response, limit, call) -> {
                    Replies.requireSuccess(request, response, limit);
                    LimitedStream body =
                            archive
                                    ? Refusals.requireNone(request, response, limit)
                                    : Replies.body(response, limit);
                    R reply = request.endpoint().decode(body);
                    body.drain();
                    return reply;
                });
    }

    /**
     * Sends a request and returns the reply as it came.
     *
     * @param <R> what the reply decodes to
     * @param request the request
     * @return the reply, whatever its status
     */
    public <R extends @Nullable Object> Response<R> exchange(Request<R> request) {
        return call(
                request,
                System.nanoTime(),
                false,
                (response, limit, call) ->
                        new Response<>(
                                request,
                                response.getCode(),
                                Replies.headers(response),
                                Replies.body(response, limit).readAllBytes()));
    }

    /**
     * Sends a request and hands out the body of the reply.
     *
     * @param request the request
     * @return the body, to be closed
     */
    public InputStream open(Request<?> request) {
        return call(
                request,
                System.nanoTime(),
                true,
                (response, limit, call) -> {
                    Replies.requireSuccess(request, response, limit);
                    return new OpenBody(response, call, () -> deadlines.remove(call));
                });
    }

    private <T extends @Nullable Object> T call(
            Request<?> request, long begun, boolean handsOut, Reader<T> reader) {
        CallOptions options = request.options().orElse(defaults);
        long end = begun + Objects.requireNonNull(options.callTimeout()).toNanos();
        long limit = Objects.requireNonNull(options.maxReplyBytes());
        boolean mayRepeat = request.endpoint().method().readOnly();
        while (true) {
            Call call = begin(request, options, end);
            ClassicHttpResponse response = null;
            boolean done = false;
            try {
                response = execute(call, request);
                lastReply = System.nanoTime();
                T result = reader.read(response, limit, call);
                if (handsOut) {
                    deadlines.lift(call);
                } else {
                    response.close();
                }
                done = true;
                return result;
            } catch (IOException | RuntimeException e) {
                if (response == null && mayRepeat && Failures.isStale(call, e)) {
                    mayRepeat = false;
                    losses.incrementAndGet();
                    continue;
                }
                RuntimeException failure = translate(request, options, call, e);
                if (failure instanceof ConnectionException
                        || failure instanceof UnavailableException) {
                    losses.incrementAndGet();
                }
                throw failure;
            } finally {
                if (!done) {
                    call.cancel(); // or else closing would read the rest of the body
                    closeQuietly(response);
                }
                if (!done || !handsOut) {
                    deadlines.remove(call);
                }
            }
        }
    }

    /** Counts how often a connection broke or the server was not there. */
    int losses() {
        return losses.get();
    }

    /** Returns for how long the server has said nothing. */
    Duration sinceLastReply() {
        return Duration.ofNanos(System.nanoTime() - lastReply);
    }

    private static void closeQuietly(@Nullable ClassicHttpResponse response) {
        try {
            if (response != null) {
                response.close();
            }
        } catch (IOException e) {
            // of a connection that was cut off: what it was cut off for is on its way already
        }
    }

    private Call begin(Request<?> request, CallOptions options, long end) {
        if (closed) {
            throw new IllegalStateException("the client of " + url + " is closed");
        }
        Call call = new Call(request.endpoint().method().name(), prefix + request.target());
        call.setAuthority(authority);
        call.setConfig(
                request.options().equals(CallOptions.NONE) ? defaultConfig : config(options));
        deadlines.add(call, end);
        return call;
    }

    private ClassicHttpResponse execute(Call call, Request<?> request) throws IOException {
        byte[] json = request.json();
        FileUpload file = request.file();
        if (json != null) {
            call.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
        } else if (file != null) {
            call.setEntity(new FileEntity(file));
        }
        CloseableHttpClient client = request.endpoint().method().readOnly() ? reads : writes;
        return client.executeOpen(server, call, call.context());
    }

    /** Lets pass what is not the library's: our own exceptions, and those of a listener. */
    private RuntimeException translate(
            Request<?> request, CallOptions options, Call call, Exception failure) {
        if (failure instanceof Call.ErrorCarrier carrier) {
            throw carrier.error();
        }
        boolean librarys =
                failure instanceof IOException
                        || failure instanceof CancellationException
                        || call.isCancelled();
        if (failure instanceof FlinkRestException ours) {
            return ours;
        }
        if (!librarys && failure instanceof RuntimeException listeners) {
            return listeners;
        }
        return Failures.of(server.toURI(), request, options, call, failure);
    }

    private static RequestConfig config(CallOptions options) {
        return Connections.requestConfig(
                Objects.requireNonNull(options.connectTimeout()),
                Objects.requireNonNull(options.responseTimeout()),
                Objects.requireNonNull(options.callTimeout()));
    }

    /** Ends all calls in flight and closes all connections. */
    @Override
    public void close() {
        closed = true;
        deadlines.close();
        reads.close(CloseMode.IMMEDIATE);
        writes.close(CloseMode.IMMEDIATE);
    }
}
