package dev.flinkrest.cli.job;

import dev.flinkrest.cli.Session;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jobs.JobDetails;
import dev.flinkrest.jobs.checkpoints.Checkpoint;
import dev.flinkrest.jobs.checkpoints.CheckpointingConfiguration;
import dev.flinkrest.jobs.checkpoints.CheckpointingStatistics;
import dev.flinkrest.jobs.checkpoints.TaskCheckpointDetails;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "checkpoints",
        description = "Lists the checkpoints and savepoints of a job, or shows one of them.")
final class JobCheckpoints extends JobCommand {
    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "CHECKPOINT",
            description = "The number of a checkpoint, to show it.")
    private @Nullable Long checkpoint;

    @Option(names = "--vertex", paramLabel = "VERTEX", description = "Subtasks of this vertex.")
    private @Nullable String vertex;

    @Option(names = "--config", description = "Show how the job is configured to make them.")
    private boolean config;

    JobCheckpoints(Archive archive) {
        super(archive);
    }

    @Override
    void run(Session session, JobId id) {
        if (config) {
            CheckpointingConfiguration all = jobs(session).getCheckpointingConfiguration(id);
            session.out().one(all, id.toString(), CheckpointViews::sheet);
        } else if (checkpoint == null) {
            CheckpointingStatistics all = jobs(session).getCheckpoints(id);
            session.out().one(all, id.toString(), CheckpointViews::sheet);
        } else if (vertex == null) {
            JobDetails job = jobs(session).get(id);
            Checkpoint one = jobs(session).getCheckpointDetails(id, checkpoint);
            session.out().one(one, checkpoint.toString(), it -> CheckpointViews.sheet(it, job));
        } else {
            VertexId which = vertex(jobs(session).get(id), vertex).id();
            TaskCheckpointDetails task = jobs(session).getCheckpointDetails(id, checkpoint, which);
            session.out().list(task, task.subtasks(), CheckpointViews.SUBTASKS, "No subtasks.");
        }
    }
}
