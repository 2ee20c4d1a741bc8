package dev.flinkrest.internal.http;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.DecodingException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.internal.util.RequestId;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.ConnectionSettings;
import dev.flinkrest.rest.Credentials;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.RequestIds;
import dev.flinkrest.rest.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Carries requests to the servers: blocking, within a deadline that covers everything, and without
 * ever repeating what may have been done. Safe for use by many threads; needs no lock around a
 * call, so it suits virtual threads.
 */
final class HttpEngine implements AutoCloseable {
    private static final int UNAUTHORIZED = 401;

    private final Servers servers;
    private final boolean archive;
    private final Onlookers onlookers;
    private final Wire wire;
    private final @Nullable RequestIds requestIds;
    private final @Nullable Credentials credentials;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Makes an engine; connects to nothing yet.
     *
     * @param settings how the servers are reached
     * @param archive whether they keep what others once answered, refusals among it
     */
    HttpEngine(ConnectionSettings settings, boolean archive) {
        this.archive = archive;
        this.servers = new Servers(settings);
        this.onlookers = new Onlookers(settings.listeners());
        this.wire = new Wire(settings, onlookers);
        this.requestIds = settings.requestIds();
        this.credentials = settings.credentials();
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
                    remember(request, reply, call.server());
                    return reply;
                });
    }

    private <R extends @Nullable Object> void remember(Request<R> request, R reply, Server server) {
        if (servers.count() > 1) {
            List<String> names;
            try {
                names = request.endpoint().homes(reply);
            } catch (IllegalArgumentException | NullPointerException e) {
                throw new DecodingException(
                        request.endpoint().toString(), "$", "what it names has no valid id", e);
            }
            servers.remember(names, server);
        }
    }

    /**
     * Sends a request and returns the reply as it came.
     *
     * @param <R> what the reply decodes to
     * @param request the request
     * @param begun when the call began, as {@link System#nanoTime} counts
     * @return the reply, whatever its status
     */
    public <R extends @Nullable Object> Response<R> exchange(Request<R> request, long begun) {
        try {
            return call(
                    request,
                    begun,
                    false,
                    (response, limit, call) -> {
                        Response<R> reply =
                                new Response<>(
                                        request,
                                        response.getCode(),
                                        Replies.headers(response),
                                        Replies.body(response, limit).readAllBytes());
                        if (reply.status() > 299) {
                            throw new Unsuccessful(reply);
                        }
                        return reply;
                    });
        } catch (Unsuccessful e) {
            return new Response<>(request, e.reply.status(), e.reply.headers(), e.reply.bytes());
        }
    }

    /** Carries a reply that is no success past the decision whether to send the request again. */
    private static final class Unsuccessful extends Wire.Passing {
        private static final long serialVersionUID = 1;

        private final transient Response<?> reply;

        Unsuccessful(Response<?> reply) {
            this.reply = reply;
        }

        @Override
        ServerErrorException failure() {
            return ServerErrorException.of(
                    reply.request().endpoint().toString(),
                    reply.request().target(),
                    reply.status(),
                    reply.headers(),
                    reply.bytes());
        }
    }

    /**
     * Sends a request and hands out the body of the reply.
     *
     * @param request the request
     * @param begun when the call began, as {@link System#nanoTime} counts
     * @return the body, to be closed
     */
    public InputStream open(Request<?> request, long begun) {
        return call(
                request,
                begun,
                true,
                (response, limit, call) -> {
                    Replies.requireSuccess(request, response, limit);
                    return new OpenBody(response, call, () -> wire.ended(call));
                });
    }

    /** Returns when a call must have ended, by {@link System#nanoTime}. */
    long end(Request<?> request, long begun) {
        return begun + Objects.requireNonNull(wire.options(request).callTimeout()).toNanos();
    }

    /** Says that a call was not even begun before its end. */
    DeadlineExceededException late(Request<?> request) {
        return Failures.late(servers.current().name(), request, wire.options(request), false, null);
    }

    private <T extends @Nullable Object> T call(
            Request<?> request, long begun, boolean handsOut, Wire.Reader<T> reader) {
        if (requestIds == null) {
            return call(request, null, begun, handsOut, reader);
        }
        RequestId id = new RequestId(requestIds.header(), requestIds.next());
        RequestId outer = id.enter();
        try {
            return call(request, id, begun, handsOut, reader);
        } finally {
            RequestId.leave(outer);
        }
    }

    private <T extends @Nullable Object> T call(
            Request<?> request,
            @Nullable RequestId id,
            long begun,
            boolean handsOut,
            Wire.Reader<T> reader) {
        CallOptions options = wire.options(request);
        long end = end(request, begun);
        Server home = servers.home(request.home());
        Repeats repeats =
                new Repeats(
                        request.endpoint().method().readOnly(),
                        home == null ? servers.count() : 1,
                        handsOut);
        boolean mayRenew = true;
        boolean mayBeStale = request.endpoint().method().readOnly();
        for (int number = 1; ; number++) {
            requireOpen();
            Server server = home == null ? servers.current() : home;
            String authorization = credentials == null ? null : credentials.authorization();
            Call call = new Call(server, request, repeats.bounds(options), number, id);
            FlinkRestException failure;
            RuntimeException thrown;
            try {
                T result = wire.exchange(call, authorization, end, handsOut, reader);
                onlookers.found();
                return result;
            } catch (Wire.Passing e) {
                failure = e.failure();
                thrown = e;
            } catch (FlinkRestException e) {
                failure = e;
                thrown = e;
            }
            boolean open = !isClosed();
            if (mayBeStale && open && Failures.isStale(call, failure)) {
                mayBeStale = false;
                wire.lost();
                onlookers.retry(call, Duration.ZERO, failure);
                continue;
            }
            if (mayRenew && isUnauthorized(failure) && renew(authorization)) {
                mayRenew = false;
                onlookers.retry(call, Duration.ZERO, failure);
                continue;
            }
            boolean isServersFault = Repeats.movesOn(failure) && open;
            if (isServersFault) {
                wire.lost();
                Server next = servers.moveOn(server);
                if (next != null) {
                    onlookers.failover(call, next, failure);
                }
            }
            Duration pause = open ? repeats.after(failure) : null;
            if (pause == null || pause.toNanos() >= end - System.nanoTime()) {
                throw home != null && isServersFault && !failure.maybeSent()
                        ? Failures.ofHome(server, failure)
                        : thrown;
            }
            onlookers.retry(call, pause, failure);
            pause(request, pause, failure);
        }
    }

    private static boolean isUnauthorized(FlinkRestException failure) {
        return failure instanceof ServerErrorException answer && answer.status() == UNAUTHORIZED;
    }

    private boolean renew(@Nullable String authorization) {
        return credentials != null && authorization != null && credentials.renew(authorization);
    }

    /** Waits until the time is over, or the client closed. */
    void pause(Duration duration) throws InterruptedException {
        if (isClosedWithin(duration)) {
            throw closed();
        }
    }

    /** Waits for the closing; goes before an interrupt, for closing interrupts threads of ours. */
    private boolean isClosedWithin(Duration duration) throws InterruptedException {
        try {
            return closed.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            if (!isClosed()) {
                throw e;
            }
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /**
     * Checks that this engine can be used.
     *
     * @throws IllegalStateException if it is closed
     */
    void requireOpen() {
        if (isClosed()) {
            throw closed();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Says that this engine is closed. */
    IllegalStateException closed() {
        return new IllegalStateException("the client of " + servers + " is closed");
    }

    private void pause(Request<?> request, Duration pause, FlinkRestException failure) {
        try {
            if (isClosedWithin(pause)) {
                throw new ConnectionException(
                        request.endpoint().toString(),
                        failure.maybeSent(),
                        Failures.CLOSED,
                        failure);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException(
                    request.endpoint().toString(), failure.maybeSent(), e);
        }
    }

    /** Cuts off what has an end, and all when this engine is closed. */
    Deadlines deadlines() {
        return wire.deadlines();
    }

    /** Counts how often a connection broke or the server was not there. */
    int losses() {
        return wire.losses();
    }

    /** Returns for how long the server has said nothing. */
    Duration sinceLastReply() {
        return wire.sinceLastReply();
    }

    /** Ends all calls in flight and closes all connections. */
    @Override
    public void close() {
        closed.countDown();
        wire.close();
        servers.close();
    }

    @Override
    public String toString() {
        return servers.toString();
    }
}
