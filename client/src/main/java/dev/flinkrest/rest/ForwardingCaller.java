package dev.flinkrest.rest;

import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Passes all requests on to another caller, as the clients of Flink's servers do. As safe for use
 * by many threads as that one is.
 */
public abstract class ForwardingCaller implements RestCaller {
    /** Carries out the requests. */
    protected final RestCaller rest;

    /**
     * Makes a caller.
     *
     * @param rest carries out the requests
     */
    protected ForwardingCaller(RestCaller rest) {
        this.rest = rest;
    }

    @Override
    public FlinkVersion version(CallOptions options) {
        return rest.version(options);
    }

    @Override
    public Duration callTimeout() {
        return rest.callTimeout();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        rest.pause(duration);
    }

    @Override
    public <R extends @Nullable Object> R send(Request<R> request) {
        return rest.send(request);
    }

    @Override
    public <R extends @Nullable Object> CompletableFuture<R> sendAsync(Request<R> request) {
        return rest.sendAsync(request);
    }

    @Override
    public <R extends @Nullable Object> Response<R> exchange(Request<R> request) {
        return rest.exchange(request);
    }

    @Override
    public InputStream open(Request<?> request) {
        return rest.open(request);
    }
}
