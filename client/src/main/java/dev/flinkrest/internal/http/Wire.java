package dev.flinkrest.internal.http;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.ConnectionSettings;
import dev.flinkrest.rest.FileUpload;
import dev.flinkrest.rest.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request to one server and makes something of the reply, within a deadline that covers
 * everything. Safe for use by many threads; needs no lock around a call, so it suits virtual
 * threads.
 */
final class Wire implements AutoCloseable {
    private final CallOptions defaults;
    private final RequestConfig defaultConfig;
    private final RequestHeaders headers;
    private final Deadlines deadlines = new Deadlines();
    private final AtomicInteger losses = new AtomicInteger();
    private volatile long lastReply = System.nanoTime();

    /** Makes it; connects to nothing yet. */
    Wire(ConnectionSettings settings) {
        this.defaults = settings.options();
        this.defaultConfig = config(defaults);
        this.headers = new RequestHeaders(settings);
    }

    /** Makes something of a reply while its body arrives. */
    @FunctionalInterface
    interface Reader<T extends @Nullable Object> {
        T read(ClassicHttpResponse response, long limit, Call call) throws IOException;
    }

    /** Says what is no failure of the wire, but passes through it. */
    abstract static class Passing extends RuntimeException {
        private static final long serialVersionUID = 1;

        Passing() {
            super(null, null, false, false);
        }
    }

    /** Returns a request's bounds, none of them null. */
    CallOptions options(Request<?> request) {
        return request.options().orElse(defaults);
    }

    /**
     * Sends a request; once more if it is a read and a kept connection turns out to be closed.
     *
     * @param authorization proves to the server who calls; null if it does not want to know
     * @param options the call's bounds
     * @param end when the call must have ended, by {@link System#nanoTime}
     * @param handsOut whether the reply's body goes on to arrive after the call
     */
    <T extends @Nullable Object> T exchange(
            Server server,
            @Nullable String authorization,
            Request<?> request,
            CallOptions options,
            long end,
            boolean handsOut,
            Reader<T> reader) {
        long limit = Objects.requireNonNull(options.maxReplyBytes());
        boolean mayRepeat = request.endpoint().method().readOnly();
        while (true) {
            Call call = begin(server, authorization, request, options, end);
            ClassicHttpResponse response = null;
            boolean done = false;
            try {
                response = execute(call, request);
                if (!call.began()) {
                    throw ProxyRefusedException.ofTunnel(response.getCode());
                }
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
                throw translate(request, options, call, e);
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

    Deadlines deadlines() {
        return deadlines;
    }

    /** Notes that the server did not answer as it should. */
    void lost() {
        losses.incrementAndGet();
    }

    /** From now on a call is at its end. */
    void ended(Call call) {
        deadlines.remove(call);
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

    private Call begin(
            Server server,
            @Nullable String authorization,
            Request<?> request,
            CallOptions options,
            long end) {
        Call call = new Call(request.endpoint().method().name(), server, request.target());
        headers.addTo(call, authorization);
        call.setConfig(options.equals(defaults) ? defaultConfig : config(options));
        deadlines.add(call, end);
        return call;
    }

    private static ClassicHttpResponse execute(Call call, Request<?> request) throws IOException {
        byte[] json = request.json();
        FileUpload file = request.file();
        if (json != null) {
            call.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
        } else if (file != null) {
            call.setEntity(new FileEntity(file));
        }
        CloseableHttpClient connections =
                call.server().connections(request.endpoint().method().readOnly());
        return call.run(() -> connections.executeOpen(call.server().host(), call, call.context()));
    }

    /** Lets pass what is not the library's: our own exceptions, and those of a listener. */
    private static RuntimeException translate(
            Request<?> request, CallOptions options, Call call, Exception failure) {
        if (failure instanceof Call.ErrorCarrier carrier) {
            throw carrier.error();
        }
        boolean librarys =
                failure instanceof IOException
                        || failure instanceof CancellationException
                        || call.isCancelled();
        if (failure instanceof FlinkRestException || failure instanceof Passing) {
            return (RuntimeException) failure;
        }
        if (!librarys && failure instanceof RuntimeException listeners) {
            return listeners;
        }
        return Failures.of(call.server().name(), request, options, call, failure);
    }

    private static RequestConfig config(CallOptions options) {
        return Connections.requestConfig(
                Objects.requireNonNull(options.connectTimeout()),
                Objects.requireNonNull(options.responseTimeout()),
                Objects.requireNonNull(options.poolTimeout()));
    }

    /** Ends all calls in flight, and those that are still to come. */
    @Override
    public void close() {
        deadlines.close();
    }
}
