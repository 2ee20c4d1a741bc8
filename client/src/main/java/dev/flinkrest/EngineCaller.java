package dev.flinkrest;

import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.internal.http.Background;
import dev.flinkrest.internal.http.HttpEngine;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.Response;
import dev.flinkrest.rest.RestCaller;
import java.io.InputStream;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Carries requests to a server, and remembers its version. */
final class EngineCaller implements RestCaller {
    private static final System.Logger LOG = System.getLogger(FlinkRestClient.class.getName());

    private final URI url;
    private final HttpEngine engine;
    private final Background background;
    private volatile @Nullable FlinkVersion version;

    EngineCaller(URI url, HttpEngine engine, int maxConnections) {
        this.url = url;
        this.engine = engine;
        this.background = new Background(maxConnections);
    }

    @Override
    public <R extends @Nullable Object> R send(Request<R> request) {
        return engine.send(request, System.nanoTime());
    }

    @Override
    public <R extends @Nullable Object> CompletableFuture<R> sendAsync(Request<R> request) {
        long begun = System.nanoTime();
        return background.run(() -> engine.send(request, begun));
    }

    @Override
    public <R extends @Nullable Object> Response<R> exchange(Request<R> request) {
        return engine.exchange(request);
    }

    @Override
    public InputStream open(Request<?> request) {
        return engine.open(request);
    }

    @Override
    public FlinkVersion version(CallOptions options) {
        FlinkVersion known = version;
        if (known == null) {
            String text = send(ClusterEndpoints.CONFIG.with().with(options)).flinkVersion();
            known = FlinkVersion.parse(Objects.toString(text, "")).orElseGet(() -> newest(text));
            version = known;
        }
        return known;
    }

    private FlinkVersion newest(@Nullable String text) {
        LOG.log(
                System.Logger.Level.WARNING,
                "The server at {0} calls its version ''{1}''; taken for the newest, {2}",
                url,
                text,
                FlinkVersion.V2_3);
        return FlinkVersion.V2_3;
    }

    void close() {
        engine.close();
        background.close();
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
