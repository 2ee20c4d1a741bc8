package dev.flinkrest.support;

import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.Response;
import dev.flinkrest.rest.RestCaller;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Answers requests from a function and remembers what was asked, so that handles can be tested
 * without a server.
 */
public final class FakeCaller implements RestCaller {
    /** What was asked, in order, as {@link Request#toString} prints it. */
    public final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    private final FlinkVersion version;
    private final Function<Request<?>, Reply> server;

    /** A reply of the fake server. */
    public record Reply(int status, String body) {
        public static Reply ok(String body) {
            return new Reply(200, body);
        }
    }

    public FakeCaller(FlinkVersion version, Function<Request<?>, Reply> server) {
        this.version = version;
        this.server = server;
    }

    /** Answers every request with the same body. */
    public static FakeCaller always(FlinkVersion version, String body) {
        return new FakeCaller(version, request -> Reply.ok(body));
    }

    @Override
    public <R> R send(Request<R> request) {
        return exchange(request).decode();
    }

    @Override
    public <R> CompletableFuture<R> sendAsync(Request<R> request) {
        try {
            return CompletableFuture.completedFuture(send(request));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public <R> Response<R> exchange(Request<R> request) {
        asked.add(request.toString());
        Reply reply = server.apply(request);
        return new Response<>(
                request, reply.status(), Map.of(), reply.body().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public InputStream open(Request<?> request) {
        Response<?> response = exchange(request);
        if (response.status() > 299) {
            response.decode();
        }
        return new ByteArrayInputStream(response.bytes());
    }

    @Override
    public FlinkVersion version(CallOptions options) {
        return version;
    }
}
