package dev.flinkrest.cli.jar;

import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.ClaimMode;
import dev.flinkrest.jars.LaunchBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Holds what all commands that start a job can be told. */
public final class LaunchMixin extends RestoringMixin {
    @Option(
            names = {"-s", "--savepoint"},
            paramLabel = "PATH",
            description = "Start from this savepoint or retained checkpoint.")
    private @Nullable String savepoint;

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

    @Override
    public <B extends LaunchBuilder<B>> B launch(B builder, List<String> arguments) {
        super.launch(builder, arguments);
        if (savepoint != null) {
            builder.savepointPath(savepoint);
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
