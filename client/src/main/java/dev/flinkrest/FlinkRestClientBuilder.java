package dev.flinkrest;

import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.internal.http.EngineCaller;
import dev.flinkrest.rest.ConnectionBuilder;

/** Describes a {@link FlinkRestClient}. Not safe for use by many threads. */
public final class FlinkRestClientBuilder extends ConnectionBuilder<FlinkRestClientBuilder> {

    FlinkRestClientBuilder() {
        super("http://localhost:8081");
    }

    @Override
    protected FlinkRestClientBuilder self() {
        return this;
    }

    /**
     * Makes the client; connects to nothing yet.
     *
     * @return a client, to be closed
     * @throws IllegalStateException if no URL was set
     */
    public FlinkRestClient build() {
        EngineCaller caller =
                new EngineCaller(
                        settings(),
                        (rest, options) ->
                                rest.send(ClusterEndpoints.CONFIG.with().with(options))
                                        .flinkVersion());
        return new FlinkRestClient(caller, caller::close);
    }
}
