package dev.flinkrest.sql;

import dev.flinkrest.internal.http.EngineCaller;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.rest.ConnectionBuilder;
import dev.flinkrest.rest.Endpoint;

/** Describes a {@link SqlGateway}. Not safe for use by many threads. */
public final class SqlGatewayBuilder extends ConnectionBuilder<SqlGatewayBuilder> {
    /** {@link SqlEndpoints#INFO} as every server has it: it is what tells the version. */
    private static final Endpoint<GatewayInfo> INFO =
            Endpoint.get(SqlEndpoints.INFO.template(), GatewayInfo.class);

    SqlGatewayBuilder() {
        super("http://localhost:8083");
    }

    @Override
    protected SqlGatewayBuilder self() {
        return this;
    }

    /**
     * Makes the client; connects to nothing yet.
     *
     * @return a client, to be closed
     * @throws IllegalStateException if no URL was set
     */
    public SqlGateway build() {
        EngineCaller caller =
                new EngineCaller(
                        settings(),
                        (rest, options) -> rest.send(INFO.with().with(options)).version());
        return new SqlGateway(
                caller, caller::close, Ticker.pausing(caller::pause), new Heartbeats.DaemonTimer());
    }
}
