package dev.flinkrest.cli.jar;

import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.ClaimMode;
import dev.flinkrest.jars.LaunchBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Holds what all commands that start a job can be told. */
public final class LaunchMixin extends ProgramMixin {
    @Option(
            names = {"-s", "--savepoint"},
            paramLabel = "PATH",
            description = "Start from this savepoint or retained checkpoint.")
    private @Nullable String savepoint;

    @Option(
            names = {"-n", "--allow-non-restored-state"},
            description = "Leave out state of the savepoint that the program has no place for.")
    private boolean allowNonRestoredState;

    @Option(
            names = "--claim-mode",
            paramLabel = "MODE",
            description = "Who owns the savepoint's files (1.15): ${COMPLETION-CANDIDATES}.")
    private @Nullable ClaimMode claimMode;

    @Option(
            names = "--job-id",
            paramLabel = "ID",
            description = "The job's id, 32 hex digits; without it, a new one.")
    private @Nullable String jobId;

    /**
     * Tells a builder all that {@link #configure} does, and how the job starts.
     *
     * @param <B> the kind of builder
     * @param builder the builder
     * @param arguments the program's arguments
     * @return the builder
     */
    public <B extends LaunchBuilder<B>> B launch(B builder, List<String> arguments) {
        configure(builder, arguments);
        if (savepoint != null) {
            builder.savepointPath(savepoint);
        }
        if (allowNonRestoredState) {
            builder.allowNonRestoredState(true);
        }
        if (claimMode != null) {
            builder.claimMode(claimMode);
        }
        if (jobId != null) {
            builder.jobId(JobId.of(jobId));
        }
        return builder;
    }
}
