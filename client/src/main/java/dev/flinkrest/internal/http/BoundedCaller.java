package dev.flinkrest.internal.http;

import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.Response;
import dev.flinkrest.rest.RestCaller;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests with bounds of its own, where they have none. Safe for use by many threads.
 *
 * @param rest carries them out
 * @param options the bounds
 */
public record BoundedCaller(RestCaller rest, CallOptions options) implements RestCaller {

    private <R extends @Nullable Object> Request<R> bounded(Request<R> request) {
        return request.with(request.options().orElse(options));
    }

    @Override
    public <R extends @Nullable Object> R send(Request<R> request) {
        return rest.send(bounded(request));
    }

    @Override
    public <R extends @Nullable Object> CompletableFuture<R> sendAsync(Request<R> request) {
        return rest.sendAsync(bounded(request));
    }

    @Override
    public <R extends @Nullable Object> Response<R> exchange(Request<R> request) {
        return rest.exchange(bounded(request));
    }

    @Override
    public InputStream open(Request<?> request) {
        return rest.open(bounded(request));
    }

    @Override
    public FlinkVersion version(CallOptions own) {
        return rest.version(own.orElse(options));
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        rest.pause(duration);
    }

    @Override
    public Duration callTimeout() {
        return Objects.requireNonNullElseGet(options.callTimeout(), rest::callTimeout);
    }
}
