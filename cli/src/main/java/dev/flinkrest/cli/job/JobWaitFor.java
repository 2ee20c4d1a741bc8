package dev.flinkrest.cli.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.TimeoutMixin;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.jobs.Jobs;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "wait",
        description = "Waits until a job runs, has made a checkpoint, or has ended.")
final class JobWaitFor extends JobCommand {
    /** Says what can be waited for. */
    enum Goal {
        /** All tasks of all vertices run. */
        RUNNING,
        /** A checkpoint is completed that was begun after this command. */
        CHECKPOINT,
        /** The job has ended well; it fails if it ends otherwise. */
        FINISHED,
        /** The job has ended, in whatever way. */
        ENDED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--for",
            paramLabel = "GOAL",
            defaultValue = "finished",
            description = "What for: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not told.")
    private Goal goal = Goal.FINISHED;

    @Mixin private TimeoutMixin limit;

    /** Is how a job was found, for programs. */
    record Found(@JsonProperty("jid") JobId jid, JobStatus state, @Nullable Long checkpointId) {}

    @Override
    void run(Session session, JobId id) {
        Jobs jobs = session.flink().jobs();
        String what =
                "job "
                        + id
                        + (goal == Goal.CHECKPOINT ? " and a checkpoint" : " until it is " + goal);
        session.onInterrupt(
                "The job goes on. To wait again: "
                        + session.again()
                        + " job wait "
                        + id
                        + " --for "
                        + goal);
        Found found = session.out().during(what, () -> await(jobs, id));
        session.out().value(found, found.state().toString());
    }

    private Found await(Jobs jobs, JobId id) {
        return switch (goal) {
            case RUNNING ->
                    new Found(id, jobs.awaitAllVerticesRunning(id, limit.timeout()).state(), null);
            case CHECKPOINT -> {
                long latest =
                        jobs.getCheckpointIds(id).stream()
                                .mapToLong(Long::longValue)
                                .max()
                                .orElse(0);
                long made = jobs.awaitCheckpoint(id, latest, limit.timeout()).id();
                yield new Found(id, JobStatus.RUNNING, made);
            }
            case FINISHED ->
                    new Found(
                            id, jobs.await(id, JobStatus.FINISHED, limit.timeout()).state(), null);
            case ENDED -> new Found(id, jobs.awaitTerminated(id, limit.timeout()).state(), null);
        };
    }
}
