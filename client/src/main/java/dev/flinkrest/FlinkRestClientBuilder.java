package dev.flinkrest;

import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.internal.http.EngineCaller;
import dev.flinkrest.rest.ConnectionBuilder;
import java.net.URI;
import java.util.List;

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
     * Names the job managers of one highly available cluster. The client keeps to the first that
     * answers, and moves on to the next when that one refuses or breaks connections or has no
     * leader to ask; it moves back only for the same reasons. An uploaded jar is run, planned and
     * deleted by the job manager that has it.
     *
     * @param urls their URLs, the one to be tried first at first
     * @return this builder
     * @throws IllegalArgumentException if there is none, one is there twice, or one is not of the
     *     form that {@link #url(String)} takes
     */
    public FlinkRestClientBuilder urls(String... urls) {
        return urls(List.of(urls).stream().map(this::parse).toList());
    }

    /**
     * Names the job managers of one highly available cluster. See {@link #urls(String...)}.
     *
     * @param urls their URLs, the one to be tried first at first
     * @return this builder
     * @throws IllegalArgumentException if there is none, one is there twice, or one is not of the
     *     form that {@link #url(String)} takes
     */
    public FlinkRestClientBuilder urls(List<URI> urls) {
        return servers(urls);
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
