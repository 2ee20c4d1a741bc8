package dev.flinkrest.internal.http;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.internal.util.WholeBody;
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
    private final Onlookers onlookers;
    private final Deadlines deadlines = new Deadlines();
    private final AtomicInteger losses = new AtomicInteger();
    private volatile long lastReply = System.nanoTime();

    /**
     * Makes it; connects to nothing yet.
     *
     * @param onlookers are told of each request
     */
    Wire(ConnectionSettings settings, Onlookers onlookers) {
        this.defaults = settings.options();
        this.defaultConfig = config(defaults);
        this.headers = new RequestHeaders(settings);
        this.onlookers = onlookers;
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

        /** Returns what it would be for those who want to hear of it as a failure. */
        abstract FlinkRestException failure();
    }

    /** Returns a request's bounds, none of them null. */
    CallOptions options(Request<?> request) {
        return request.options().orElse(defaults);
    }

    @SuppressWarnings("ReferenceEquality") // equal ones get an equal configuration, only later
    private boolean isDefault(CallOptions options) {
        return options == defaults;
    }

    /**
     * Sends a request and reads its reply.
     *
     * @param authorization proves to the server who calls; null if it does not want to know
     * @param end when the call must have ended, by {@link System#nanoTime}
     * @param handsOut whether the reply's body goes on to arrive after the call
     */
    <T extends @Nullable Object> T exchange(
            Call call,
            @Nullable String authorization,
            long end,
            boolean handsOut,
            Reader<T> reader) {
        headers.addTo(call, authorization);
        call.setConfig(isDefault(call.options()) ? defaultConfig : config(call.options()));
        deadlines.add(call, end);
        Sighting sighting = onlookers.see(call);
        ClassicHttpResponse response = null;
        Throwable failure = null;
        try {
            response = execute(call, sighting);
            if (!call.began()) {
                throw ProxyRefusedException.ofTunnel(response.getCode());
            }
            call.answer();
            lastReply = System.nanoTime();
            if (sighting != null) {
                sighting.answered(response);
            }
            T result =
                    reader.read(
                            response, Objects.requireNonNull(call.options().maxReplyBytes()), call);
            if (!handsOut) {
                response.close();
            } else if (!WholeBody.isWanted()) {
                deadlines.lift(call);
            }
            return result;
        } catch (Call.ErrorCarrier e) {
            failure = e.error();
            throw e.error();
        } catch (IOException | RuntimeException e) {
            RuntimeException translated = translate(call, e);
            failure = translated;
            throw translated;
        } catch (Error e) {
            failure = e;
            throw e;
        } finally {
            if (failure != null) {
                call.cancel(); // or else closing would read the rest of the body
                closeQuietly(response);
            }
            if (failure != null || !handsOut) {
                deadlines.remove(call);
            }
            if (sighting != null) {
                sighting.ended(failure);
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

    private static ClassicHttpResponse execute(Call call, @Nullable Sighting sighting)
            throws IOException {
        byte[] json = call.request().json();
        FileUpload file = call.request().file();
        if (json != null) {
            call.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
        } else if (file != null) {
            call.setEntity(new FileEntity(file, sighting));
        }
        CloseableHttpClient connections = call.server().connections(call.readOnly());
        return call.run(() -> connections.executeOpen(call.server().host(), call, call.context()));
    }

    /** Lets pass what is not the library's: our own exceptions, and those of a listener. */
    private static RuntimeException translate(Call call, Exception failure) {
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
        return Failures.of(call, failure);
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
