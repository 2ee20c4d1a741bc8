package dev.flinkrest.history;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jobs.JobReads;
import dev.flinkrest.jobs.vertices.VertexReads;
import dev.flinkrest.rest.RestCaller;

/**
 * Reads the jobs of a history server: all that it has of them, as their clusters last told it. Safe
 * for use by many threads.
 *
 * <p>Some of it differs from what a cluster tells: accumulators come with their Java-serialised
 * values, always; the addresses of logs are there if the history server is configured with patterns
 * of them; and a job that an older cluster archived lacks what that cluster did not know.
 *
 * <p>Every method throws {@link FlinkRestException} when its call fails, and those that take an id
 * {@link NotFoundException} when there is no such job, its archive has not been fetched yet, or the
 * cluster had nothing to tell, such as the checkpoints of a job that takes none.
 */
public final class ArchivedJobs extends JobReads {

    /**
     * Makes the handle.
     *
     * @param rest carries out the requests
     */
    public ArchivedJobs(RestCaller rest) {
        super(rest);
    }

    /**
     * Gives access to one vertex of a job.
     *
     * @param job the job
     * @param vertex the vertex
     * @return a handle; asks nothing of the server
     */
    public VertexReads getVertex(JobId job, VertexId vertex) {
        return new VertexReads(rest, job, vertex);
    }
}
