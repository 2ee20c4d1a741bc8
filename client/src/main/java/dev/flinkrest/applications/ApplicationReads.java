package dev.flinkrest.applications;

import dev.flinkrest.diagnostics.ConfigurationEntry;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.ApplicationId;
import dev.flinkrest.rest.RestCaller;
import java.util.List;

/**
 * Reads what a cluster tells of its applications, and a history server of those that have ended;
 * Flink 2.3 and later. Safe for use by many threads.
 *
 * <p>Every method throws {@link UnsupportedByServerException} when the server is older, those that
 * take an id {@link NotFoundException} when there is no such application, and all {@link
 * FlinkRestException} when their call fails for another reason.
 */
public abstract class ApplicationReads {
    /** Carries out the requests. */
    protected final RestCaller rest;

    /**
     * Makes the handle.
     *
     * @param rest carries out the requests
     */
    protected ApplicationReads(RestCaller rest) {
        this.rest = rest;
    }

    /**
     * Lists the applications. {@code GET /applications/overview}.
     *
     * @return the applications that the server remembers, ended ones among them
     */
    public List<ApplicationOverview> overview() {
        return rest.send(ApplicationEndpoints.OVERVIEW.with()).applications();
    }

    /**
     * Lists the applications' ids. {@code GET /applications/overview}.
     *
     * @return the ids of the applications that the server remembers, ended ones among them
     */
    public List<ApplicationId> ids() {
        return overview().stream().map(ApplicationOverview::id).toList();
    }

    /**
     * Reads one application. {@code GET /applications/:applicationid}.
     *
     * @param application the application
     * @return its details, with its jobs
     */
    public ApplicationDetails get(ApplicationId application) {
        return rest.send(ApplicationEndpoints.DETAILS.with(application));
    }

    /**
     * Reads what failed in an application. {@code GET /applications/:applicationid/exceptions}.
     *
     * @param application the application
     * @return its exceptions
     */
    public List<ApplicationExceptions.Entry> getExceptions(ApplicationId application) {
        return rest.send(ApplicationEndpoints.EXCEPTIONS.with(application))
                .exceptionHistory()
                .entries();
    }

    /**
     * Reads the configuration of the job manager that runs an application. {@code GET
     * /applications/:applicationid/jobmanager/config}.
     *
     * @param application the application
     * @return the entries; Flink hides the values of secrets, and does not look whether there is
     *     such an application
     */
    public List<ConfigurationEntry> getJobManagerConfig(ApplicationId application) {
        return rest.send(ApplicationEndpoints.JOB_MANAGER_CONFIG.with(application));
    }
}
