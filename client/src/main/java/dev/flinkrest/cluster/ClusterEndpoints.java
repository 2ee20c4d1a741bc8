package dev.flinkrest.cluster;

import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.HttpMethod;

/** Rows of the cluster as a whole. */
public final class ClusterEndpoints {
    /** Counts task managers, slots and jobs. */
    public static final Endpoint<ClusterOverview> OVERVIEW =
            Endpoint.get("/overview", ClusterOverview.class);

    /** Reads what the web dashboard is configured with, the server's version among it. */
    public static final Endpoint<DashboardConfiguration> CONFIG =
            Endpoint.get("/config", DashboardConfiguration.class);

    /** Shuts the cluster down. */
    public static final Endpoint<Void> DELETE =
            Endpoint.of(HttpMethod.DELETE, "/cluster", Void.class);

    private ClusterEndpoints() {}
}
