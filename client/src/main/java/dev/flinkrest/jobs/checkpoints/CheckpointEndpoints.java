package dev.flinkrest.jobs.checkpoints;

import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.HttpMethod;
import dev.flinkrest.rest.TriggerReply;

/** Rows under {@code /jobs/:jobid/checkpoints}. */
public final class CheckpointEndpoints {
    /** Reads counts, summary, latest and history of a job's checkpoints. */
    public static final Endpoint<CheckpointingStatistics> STATISTICS =
            Endpoint.get("/jobs/:jobid/checkpoints", CheckpointingStatistics.class);

    /** Reads how a job's checkpointing is configured. */
    public static final Endpoint<CheckpointingConfiguration> CONFIG =
            Endpoint.get("/jobs/:jobid/checkpoints/config", CheckpointingConfiguration.class);

    /** Reads one checkpoint. */
    public static final Endpoint<Checkpoint> DETAILS =
            Endpoint.get("/jobs/:jobid/checkpoints/details/:checkpointid", Checkpoint.class);

    /** Reads one checkpoint of one vertex. */
    public static final Endpoint<TaskCheckpointDetails> TASK_DETAILS =
            Endpoint.get(
                    "/jobs/:jobid/checkpoints/details/:checkpointid/subtasks/:vertexid",
                    TaskCheckpointDetails.class);

    /** Triggers a checkpoint. */
    public static final Endpoint<TriggerReply> TRIGGER =
            Endpoint.of(HttpMethod.POST, "/jobs/:jobid/checkpoints", TriggerReply.class)
                    .since(FlinkVersion.V1_17, "Make a savepoint instead");

    /** Tells how far a triggered checkpoint is. */
    public static final Endpoint<CheckpointTriggerStatus> STATUS =
            Endpoint.get("/jobs/:jobid/checkpoints/:triggerid", CheckpointTriggerStatus.class)
                    .since(FlinkVersion.V1_17);

    private CheckpointEndpoints() {}
}
