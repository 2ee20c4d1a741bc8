package dev.flinkrest.jobs.vertices;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.rest.RestCaller;

/**
 * Reads what a cluster tells of one vertex of a job, and a history server when the job has ended.
 * Safe for use by many threads.
 *
 * <p>Every method throws {@link FlinkRestException} when its call fails, and most of them {@link
 * NotFoundException} when there is no such job or vertex; where Flink answers with nothing instead,
 * that is said.
 */
public sealed class VertexReads permits JobVertex {
    final RestCaller rest;
    final JobId job;
    final VertexId vertex;

    /**
     * Makes the handle; asks nothing of the server.
     *
     * @param rest carries out the requests
     * @param job the job
     * @param vertex the vertex
     */
    public VertexReads(RestCaller rest, JobId job, VertexId vertex) {
        this.rest = rest;
        this.job = job;
        this.vertex = vertex;
    }

    /**
     * Returns the vertex's id.
     *
     * @return the id
     */
    public final VertexId id() {
        return vertex;
    }

    /**
     * Reads the vertex and its subtasks. {@code GET /jobs/:jobid/vertices/:vertexid}.
     *
     * @return the details
     */
    public final VertexDetails details() {
        return rest.send(VertexEndpoints.DETAILS.with(job, vertex));
    }

    /**
     * Reads when each subtask entered which state. {@code GET …/subtasktimes}.
     *
     * @return the times
     */
    public final SubtaskTimes subtaskTimes() {
        return rest.send(VertexEndpoints.SUBTASK_TIMES.with(job, vertex));
    }

    /**
     * Reads the vertex by task manager. {@code GET …/taskmanagers}.
     *
     * @return the figures of each task manager that runs a part of it
     */
    public final VertexTaskManagers taskManagers() {
        return rest.send(VertexEndpoints.TASK_MANAGERS.with(job, vertex));
    }

    /**
     * Gives access to the subtasks.
     *
     * @return a handle; asks nothing of the server
     */
    public SubtaskReads subtasks() {
        return new SubtaskReads(rest, job, vertex);
    }

    @Override
    public String toString() {
        return "vertex " + vertex + " of job " + job;
    }
}
