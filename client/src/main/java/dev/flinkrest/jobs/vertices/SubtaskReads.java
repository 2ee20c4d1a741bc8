package dev.flinkrest.jobs.vertices;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.internal.util.Check;
import dev.flinkrest.rest.RestCaller;
import java.util.List;

/**
 * Reads what a cluster tells of the subtasks of one vertex, and a history server when the job has
 * ended. Safe for use by many threads.
 *
 * <p>Every method throws {@link FlinkRestException} when its call fails, {@link NotFoundException}
 * when there is no such job, vertex, subtask or attempt, and {@link IllegalArgumentException} for a
 * negative number.
 */
public sealed class SubtaskReads permits Subtasks {
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
    public SubtaskReads(RestCaller rest, JobId job, VertexId vertex) {
        this.rest = rest;
        this.job = job;
        this.vertex = vertex;
    }

    /**
     * Lists the subtasks' numbers. {@code GET /jobs/:jobid/vertices/:vertexid}.
     *
     * @return the numbers, beginning at 0
     */
    public final List<Integer> ids() {
        return rest.send(VertexEndpoints.DETAILS.with(job, vertex)).subtasks().stream()
                .map(SubtaskExecutionAttempt::subtask)
                .toList();
    }

    /**
     * Reads one attempt of one subtask. {@code GET …/subtasks/:subtaskindex/attempts/:attempt}.
     *
     * @param subtask the subtask's number, beginning at 0
     * @param attempt the attempt's number, beginning at 0
     * @return the attempt
     */
    public final SubtaskExecutionAttempt getAttempt(int subtask, int attempt) {
        return rest.send(
                SubtaskEndpoints.ATTEMPT.with(
                        job, vertex, checkSubtask(subtask), checkAttempt(attempt)));
    }

    /**
     * Reads the accumulators of one attempt of one subtask. {@code GET
     * …/subtasks/:subtaskindex/attempts/:attempt/accumulators}.
     *
     * @param subtask the subtask's number, beginning at 0
     * @param attempt the attempt's number, beginning at 0
     * @return the accumulators
     */
    public final SubtaskAttemptAccumulators getAttemptAccumulators(int subtask, int attempt) {
        return rest.send(
                SubtaskEndpoints.ATTEMPT_ACCUMULATORS.with(
                        job, vertex, checkSubtask(subtask), checkAttempt(attempt)));
    }

    static int checkSubtask(int subtask) {
        return Check.atLeast("subtask", subtask, 0);
    }

    private static int checkAttempt(int attempt) {
        return Check.atLeast("attempt", attempt, 0);
    }
}
