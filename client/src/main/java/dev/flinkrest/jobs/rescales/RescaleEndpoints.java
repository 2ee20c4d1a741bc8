package dev.flinkrest.jobs.rescales;

import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.FlinkVersion;
import java.util.List;

/** Rows under {@code /jobs/:jobid/rescales}. */
public final class RescaleEndpoints {
    /** Reads what decides when a job is rescaled. */
    public static final Endpoint<RescalesConfig> CONFIG =
            Endpoint.get("/jobs/:jobid/rescales/config", RescalesConfig.class)
                    .since(FlinkVersion.V2_3);

    /** Counts a job's rescales, and shows the latest of each outcome. */
    public static final Endpoint<RescalesOverview> OVERVIEW =
            Endpoint.get("/jobs/:jobid/rescales/overview", RescalesOverview.class)
                    .since(FlinkVersion.V2_3);

    /** Folds how long a job's rescales took. */
    public static final Endpoint<RescalesSummary> SUMMARY =
            Endpoint.get("/jobs/:jobid/rescales/summary", RescalesSummary.class)
                    .since(FlinkVersion.V2_3);

    /** Lists a job's rescales. */
    public static final Endpoint<List<Rescale>> HISTORY =
            Endpoint.getList("/jobs/:jobid/rescales/history", Rescale.class)
                    .since(FlinkVersion.V2_3);

    /** Reads one rescale. */
    public static final Endpoint<Rescale> DETAILS =
            Endpoint.get("/jobs/:jobid/rescales/details/:rescaleuuid", Rescale.class)
                    .since(FlinkVersion.V2_3);

    private RescaleEndpoints() {}
}
