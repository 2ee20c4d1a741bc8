package dev.flinkrest.applications;

import dev.flinkrest.diagnostics.ConfigurationEntry;
import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.HttpMethod;
import java.util.List;

/** Rows under {@code /applications}. */
public final class ApplicationEndpoints {
    /** Lists the applications. */
    public static final Endpoint<ApplicationsOverview> OVERVIEW =
            Endpoint.get("/applications/overview", ApplicationsOverview.class)
                    .since(FlinkVersion.V2_3, "List the jobs instead");

    /** Reads one application. */
    public static final Endpoint<ApplicationDetails> DETAILS =
            Endpoint.get("/applications/:applicationid", ApplicationDetails.class)
                    .since(FlinkVersion.V2_3);

    /** Cancels an application. */
    public static final Endpoint<Void> CANCEL =
            Endpoint.of(HttpMethod.POST, "/applications/:applicationid/cancel", Void.class)
                    .since(FlinkVersion.V2_3, "Cancel its jobs instead");

    /** Reads what failed in an application. */
    public static final Endpoint<ApplicationExceptions> EXCEPTIONS =
            Endpoint.get("/applications/:applicationid/exceptions", ApplicationExceptions.class)
                    .since(FlinkVersion.V2_3);

    /** Reads the configuration of the job manager that runs an application. */
    public static final Endpoint<List<ConfigurationEntry>> JOB_MANAGER_CONFIG =
            Endpoint.getList(
                            "/applications/:applicationid/jobmanager/config",
                            ConfigurationEntry.class)
                    .since(FlinkVersion.V2_3);

    private ApplicationEndpoints() {}
}
