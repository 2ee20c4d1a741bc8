package dev.flinkrest.compatibility;

import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jobs.Jobs;
import dev.flinkrest.jobs.vertices.JobVertex;
import dev.flinkrest.jobs.vertices.SubtaskExecutionAttempt;
import java.util.List;

/**
 * Reads all that a server tells of a job, whatever its state, so that no field of any reply can be
 * lost unseen: what they say is asserted elsewhere, that they decode whole by the recorder.
 */
final class EveryRead {
    private EveryRead() {}

    static void of(Jobs jobs, JobId job) {
        jobs.get(job);
        jobs.getConfig(job);
        jobs.getExceptions(job);
        jobs.getExecutionResult(job);
        jobs.getPlan(job);
        jobs.getAccumulators(job, true);
        jobs.getMetrics(job);
        jobs.getCheckpointingConfiguration(job);
        jobs.getCheckpoints(job);
        List<VertexId> vertices = jobs.getVertexIds(job);
        vertices.forEach(vertex -> vertex(jobs.getVertex(job, vertex)));
        jobs.getCheckpointIds(job).stream()
                .limit(2)
                .forEach(checkpoint -> checkpoint(jobs, job, checkpoint, vertices));
    }

    private static void vertex(JobVertex vertex) {
        vertex.subtaskTimes();
        vertex.taskManagers();
        vertex.watermarks();
        vertex.accumulators();
        vertex.metrics();
        vertex.flameGraph();
        vertex.subtasks().accumulators();
        for (SubtaskExecutionAttempt subtask : vertex.details().subtasks()) {
            vertex.subtasks().get(subtask.subtask());
            vertex.subtasks().getAttempt(subtask.subtask(), subtask.attempt());
            vertex.subtasks().getAttemptAccumulators(subtask.subtask(), subtask.attempt());
        }
    }

    private static void checkpoint(Jobs jobs, JobId job, long checkpoint, List<VertexId> vertices) {
        try {
            jobs.getCheckpointDetails(job, checkpoint);
            vertices.forEach(vertex -> jobs.getCheckpointDetails(job, checkpoint, vertex));
        } catch (NotFoundException e) {
            // a running job has made so many since that the server has forgotten this one
        }
    }
}
