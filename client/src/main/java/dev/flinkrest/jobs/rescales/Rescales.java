package dev.flinkrest.jobs.rescales;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.RescaleId;
import dev.flinkrest.rest.RestCaller;
import java.util.List;

/**
 * Reads the rescales of one job under the adaptive scheduler; Flink 2.3 and later. Safe for use by
 * many threads.
 *
 * <p>Every method throws {@link UnsupportedByServerException} when the server is older, {@link
 * NotFoundException} when there is no such job or it does not run under the adaptive scheduler, and
 * {@link FlinkRestException} when its call fails for another reason.
 */
public final class Rescales {
    private final RestCaller rest;
    private final JobId job;

    /**
     * Makes the handle; asks nothing of the server.
     *
     * @param rest carries out the requests
     * @param job the job
     */
    public Rescales(RestCaller rest, JobId job) {
        this.rest = rest;
        this.job = job;
    }

    /**
     * Reads what decides when the job is rescaled. {@code GET /jobs/:jobid/rescales/config}.
     *
     * @return the configuration
     */
    public RescalesConfig config() {
        return rest.send(RescaleEndpoints.CONFIG.with(job));
    }

    /**
     * Counts the rescales, and shows the latest of each outcome. {@code GET
     * /jobs/:jobid/rescales/overview}.
     *
     * @return the overview
     * @throws NotFoundException also if the server keeps no history, see {@link #history}
     */
    public RescalesOverview overview() {
        return rest.send(RescaleEndpoints.OVERVIEW.with(job));
    }

    /**
     * Folds how long the rescales took. {@code GET /jobs/:jobid/rescales/summary}.
     *
     * @return the summary
     * @throws NotFoundException also if the server keeps no history, see {@link #history}
     */
    public RescalesSummary summary() {
        return rest.send(RescaleEndpoints.SUMMARY.with(job));
    }

    /**
     * Lists the rescales, the latest first. {@code GET /jobs/:jobid/rescales/history}.
     *
     * @return as many as {@code web.adaptive-scheduler.rescale-history.size} says, none by default
     */
    public List<Rescale> history() {
        return rest.send(RescaleEndpoints.HISTORY.with(job));
    }

    /**
     * Reads one rescale. {@code GET /jobs/:jobid/rescales/details/:rescaleuuid}.
     *
     * @param rescale its id
     * @return the rescale
     * @throws NotFoundException also if the server has no such rescale any more
     */
    public Rescale get(RescaleId rescale) {
        return rest.send(RescaleEndpoints.DETAILS.with(job, rescale));
    }

    @Override
    public String toString() {
        return "rescales of job " + job;
    }
}
