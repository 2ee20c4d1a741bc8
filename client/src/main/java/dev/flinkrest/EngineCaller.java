package dev.flinkrest;

import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.internal.http.Background;
import dev.flinkrest.internal.http.HttpEngine;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.Response;
import dev.flinkrest.rest.RestCaller;
import java.io.InputStream;
import java.net.URI;
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
        return engine.send(request);
    }

    @Override
    public <R extends @Nullable Object> CompletableFuture<R> sendAsync(Request<R> request) {
        return background.run(() -> engine.send(request));
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
    public FlinkVersion version() {
        FlinkVersion known = version;
        if (known == null) {
            String text = engine.send(ClusterEndpoints.CONFIG.with()).flinkVersion();
            known =
                    FlinkVersion.parse(text)
                            .orElseGet(
                                    () -> {
                                        LOG.log(
                                                System.Logger.Level.WARNING,
                                                "The server at "
                                                        + url
                                                        + " calls its version '"
                                                        + text
                                                        + "'; taken for the newest, "
                                                        + FlinkVersion.V2_3);
                                        return FlinkVersion.V2_3;
                                    });
            version = known;
        }
        return known;
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
