package dev.flinkrest.internal.http;

import dev.flinkrest.internal.util.RequestId;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.Request;
import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way, and what became of it: whether it began to travel, and why it was cut
 * off.
 */
final class Call extends HttpUriRequestBase implements Deadlines.Timed {
    private static final long serialVersionUID = 1;
    private static final URI ROOT = URI.create("/");

    /** Why a call was cut off from this side. */
    enum CutOff {
        NO,
        BY_DEADLINE,
        BY_CLOSE
    }

    /** Is handed to the executor, which marks in it how far the request came. */
    static final class Context extends HttpClientContext {
        private volatile boolean began;
        private volatile boolean reused;

        /** Marks that the request begins to travel, on a connection that was used before or not. */
        void begin(boolean onUsedConnection) {
            reused = onUsedConnection;
            began = true;
        }
    }

    /** Carries an error past the HTTP library, which would close all connections at its sight. */
    static final class ErrorCarrier extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final Error error;

        ErrorCarrier(Error error) {
            super(error);
            this.error = error;
        }

        Error error() {
            return error;
        }
    }

    /** What a thread is making at the moment. */
    private static final ThreadLocal<@Nullable Call> CURRENT = new ThreadLocal<>();

    private final transient Server server;
    private final transient Request<?> request;
    private final transient CallOptions options;
    private final int number;
    private final transient @Nullable RequestId requestId;
    private final transient Context context = new Context();
    private boolean answered;
    private volatile CutOff cutOff = CutOff.NO;
    private volatile long dueAt = Long.MAX_VALUE;

    /**
     * Makes a request that was not sent yet.
     *
     * @param options the bounds, none of them null
     * @param number 1 for the first request of what a user calls a call, 2 for its first repetition
     * @param requestId tells what those have in common; null if nobody wants to know
     */
    Call(
            Server server,
            Request<?> request,
            CallOptions options,
            int number,
            @Nullable RequestId requestId) {
        super(request.endpoint().method().name(), ROOT);
        this.server = server;
        this.request = request;
        this.options = options;
        this.number = number;
        this.requestId = requestId;
        setPath(server.path(request.target())); // spares parsing a URI for each call
        setAuthority(server.authority());
    }

    /** Returns the call that this thread is making; null if it makes none. */
    static @Nullable Call current() {
        return CURRENT.get();
    }

    /** Is a part of a call. */
    @FunctionalInterface
    interface Part<T> {
        T run() throws IOException;
    }

    /** Does a part of this call, which knows then what it is part of. */
    <T> T run(Part<T> part) throws IOException {
        CURRENT.set(this);
        try {
            return part.run();
        } finally {
            CURRENT.remove();
        }
    }

    Server server() {
        return server;
    }

    Request<?> request() {
        return request;
    }

    CallOptions options() {
        return options;
    }

    boolean readOnly() {
        return request.endpoint().method().readOnly();
    }

    int number() {
        return number;
    }

    @Nullable RequestId requestId() {
        return requestId;
    }

    /** Marks that the head of a reply came. */
    void answer() {
        answered = true;
    }

    /** Tells whether the head of a reply came. */
    boolean answered() {
        return answered;
    }

    @Override
    public void cutOff(CutOff reason) {
        if (cutOff == CutOff.NO) {
            cutOff = reason;
        }
        cancel();
    }

    @Override
    public void dueAt(long time) {
        dueAt = time;
    }

    @Override
    public long dueAt() {
        return dueAt;
    }

    /** Frees the connection, unless it was closed meanwhile with all of its pool. */
    @Override
    public boolean cancel() {
        try {
            return super.cancel();
        } catch (IllegalStateException e) {
            return false; // says that the pool knows the connection no more
        }
    }

    CutOff cutOff() {
        return cutOff;
    }

    Context context() {
        return context;
    }

    /** Tells whether the server may have seen the request. */
    boolean began() {
        return context.began;
    }

    /** Tells whether the request travelled on a connection that had been used before. */
    boolean reused() {
        return context.reused;
    }
}
