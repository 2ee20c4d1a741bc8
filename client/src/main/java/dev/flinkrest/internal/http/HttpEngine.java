package dev.flinkrest.internal.http;

import dev.flinkrest.error.DecodingException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.FileUpload;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * Carries requests to one server: blocking, within a deadline that covers everything, and without
 * ever repeating what may have been done. Safe for use by many threads; needs no lock around a
 * call, so it suits virtual threads.
 */
public final class HttpEngine implements AutoCloseable {
    private static final Duration CHECK_READS_AFTER = Duration.ofSeconds(1);
    private static final long MAX_ERROR_BYTES = 4L << 20;

    private final URI url;
    private final HttpHost server;
    private final String prefix;
    private final CallOptions defaults;
    private final RequestConfig defaultConfig;

    /** Reads may use a connection that the server closed a moment ago: they are repeated. */
    private final CloseableHttpClient reads;

    /** Writes may not, so each of their connections is checked before use. */
    private final CloseableHttpClient writes;

    private final ScheduledThreadPoolExecutor deadlines;
    private final Set<Call> live = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Makes an engine; connects to nothing yet.
     *
     * @param url the server, with an optional path prefix
     * @param defaults the bounds of calls, none of them null
     * @param maxConnections how many connections reads and writes may hold each
     */
    public HttpEngine(URI url, CallOptions defaults, int maxConnections) {
        this.url = url;
        this.server = HttpHost.create(url);
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        this.prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        this.defaults = defaults;
        this.defaultConfig = config(defaults);
        this.reads = Connections.client(server, maxConnections, CHECK_READS_AFTER);
        this.writes = Connections.client(server, maxConnections, Duration.ZERO);
        this.deadlines =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            Thread thread = new Thread(task, "flink-rest-deadlines");
                            thread.setDaemon(true);
                            return thread;
                        });
        deadlines.setRemoveOnCancelPolicy(true);
    }

    /**
     * Makes something of a reply while its body arrives; does not close it, for that would read it
     * to its end.
     */
    @FunctionalInterface
    private interface Reader<T extends @Nullable Object> {
        T read(ClassicHttpResponse response, CallOptions options) throws IOException;
    }

    /**
     * Sends a request and decodes the reply.
     *
     * @param <R> what the reply decodes to
     * @param request the request
     * @return the decoded reply
     */
    public <R extends @Nullable Object> R send(Request<R> request) {
        return call(
                request,
                (response, options) -> {
                    requireSuccess(request, response);
                    refusePage(request, response);
                    LimitedStream body = body(response, limit(options));
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
                (response, options) ->
                        new Response<>(
                                request,
                                response.getCode(),
                                headers(response),
                                bytes(response, limit(options))));
    }

    /**
     * Sends a request and hands out the body of the reply.
     *
     * @param request the request
     * @return the body, to be closed
     */
    public InputStream open(Request<?> request) {
        CallOptions options = request.options().orElse(defaults);
        Call call = begin(request, options);
        ScheduledFuture<?> deadline = schedule(call, end(options));
        try {
            ClassicHttpResponse response = execute(call, request);
            requireSuccess(request, response);
            return new OpenBody(response, call, () -> live.remove(call));
        } catch (IOException | RuntimeException e) {
            live.remove(call);
            call.cancel();
            throw translate(request, options, call, e);
        } finally {
            deadline.cancel(false);
        }
    }

    private <T extends @Nullable Object> T call(Request<?> request, Reader<T> reader) {
        CallOptions options = request.options().orElse(defaults);
        boolean mayRepeat = request.endpoint().method().readOnly();
        long end = end(options);
        while (true) {
            Call call = begin(request, options);
            ScheduledFuture<?> deadline = schedule(call, end);
            boolean answered = false;
            try (ClassicHttpResponse response = execute(call, request)) {
                answered = true;
                try {
                    return reader.read(response, options);
                } catch (IOException | RuntimeException e) {
                    call.cancel(); // or else closing would read the rest of the body
                    throw e;
                }
            } catch (IOException | RuntimeException e) {
                boolean stale = !answered && e instanceof IOException io && Failures.isStale(io);
                if (stale
                        && mayRepeat
                        && call.cutOff() == Call.CutOff.NO
                        && !Thread.currentThread().isInterrupted()) {
                    mayRepeat = false;
                    continue;
                }
                throw translate(request, options, call, e);
            } finally {
                deadline.cancel(false);
                live.remove(call);
            }
        }
    }

    private Call begin(Request<?> request, CallOptions options) {
        if (closed) {
            throw new IllegalStateException("the client of " + url + " is closed");
        }
        Call call = new Call(request.endpoint().method().name(), prefix + request.target());
        call.setConfig(
                request.options().equals(CallOptions.NONE) ? defaultConfig : config(options));
        live.add(call);
        if (closed) {
            call.cutOff(Call.CutOff.BY_CLOSE);
        }
        return call;
    }

    /**
     * Returns the moment at which a call that begins now must have ended, a repetition included.
     */
    private static long end(CallOptions options) {
        return System.nanoTime() + Objects.requireNonNull(options.callTimeout()).toNanos();
    }

    private ScheduledFuture<?> schedule(Call call, long end) {
        try {
            return deadlines.schedule(
                    () -> call.cutOff(Call.CutOff.BY_DEADLINE),
                    end - System.nanoTime(),
                    TimeUnit.NANOSECONDS);
        } catch (java.util.concurrent.RejectedExecutionException e) {
            live.remove(call);
            throw new IllegalStateException("the client of " + url + " is closed", e);
        }
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

    private RuntimeException translate(
            Request<?> request, CallOptions options, Call call, Exception failure) {
        if (failure instanceof FlinkRestException || isCallersOwn(failure, call)) {
            return (RuntimeException) failure;
        }
        return Failures.of(server.toURI(), request, options, call, failure);
    }

    /**
     * A listener's exception and the like pass as they are; the library's own arise only from a
     * cancelled call.
     */
    private static boolean isCallersOwn(Exception failure, Call call) {
        return failure instanceof RuntimeException && !call.isCancelled();
    }

    private static void requireSuccess(Request<?> request, ClassicHttpResponse response)
            throws IOException {
        int status = response.getCode();
        if (status < 200 || status > 299) {
            byte[] body = bytes(response, MAX_ERROR_BYTES);
            throw ServerErrorException.of(
                    request.endpoint().toString(),
                    request.target(),
                    status,
                    headers(response),
                    body);
        }
    }

    private static void refusePage(Request<?> request, ClassicHttpResponse response)
            throws IOException {
        Header type = response.getFirstHeader("content-type");
        if (type == null || !type.getValue().toLowerCase(Locale.ROOT).startsWith("text/html")) {
            return;
        }
        String page =
                ServerErrorException.of(
                                "",
                                "",
                                response.getCode(),
                                Map.of(),
                                bytes(response, MAX_ERROR_BYTES))
                        .headline();
        String message =
                "a web page came instead of Flink's JSON: '"
                        + page
                        + "'; is the address right, or a log-in page before it?";
        throw new DecodingException(request.endpoint().toString(), "$", message, null);
    }

    private static LimitedStream body(ClassicHttpResponse response, long limit) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new LimitedStream(InputStream.nullInputStream(), limit);
        }
        if (entity.getContentLength() > limit) {
            throw new LimitedStream.TooLongException(limit);
        }
        return new LimitedStream(entity.getContent(), limit);
    }

    private static byte[] bytes(ClassicHttpResponse response, long limit) throws IOException {
        return body(response, limit).readAllBytes();
    }

    private static Map<String, List<String>> headers(ClassicHttpResponse response) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(
                            header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(header.getValue());
        }
        return headers;
    }

    private static long limit(CallOptions options) {
        return Objects.requireNonNull(options.maxReplyBytes());
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
        live.forEach(call -> call.cutOff(Call.CutOff.BY_CLOSE));
        deadlines.shutdownNow();
        reads.close(CloseMode.IMMEDIATE);
        writes.close(CloseMode.IMMEDIATE);
    }
}
