package dev.flinkrest.jobs.checkpoints;

import dev.flinkrest.rest.Endpoint;

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

    private CheckpointEndpoints() {}
}
