package dev.flinkrest.history;

import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.internal.http.EngineCaller;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.rest.ConnectionBuilder;

/** Describes a {@link HistoryServer}. Not safe for use by many threads. */
public final class HistoryServerBuilder extends ConnectionBuilder<HistoryServerBuilder> {

    HistoryServerBuilder() {
        super("http://localhost:8082");
    }

    @Override
    protected HistoryServerBuilder self() {
        return this;
    }

    /**
     * Makes the client; connects to nothing yet.
     *
     * @return a client, to be closed
     * @throws IllegalStateException if no URL was set
     */
    public HistoryServer build() {
        EngineCaller caller =
                EngineCaller.ofArchive(
                        settings(),
                        (rest, options) ->
                                rest.send(ClusterEndpoints.CONFIG.with().with(options))
                                        .flinkVersion());
        return new HistoryServer(caller, caller::close, Ticker.pausing(caller::pause));
    }
}
