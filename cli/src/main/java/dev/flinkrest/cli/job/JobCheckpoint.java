package dev.flinkrest.cli.job;

import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.operation.OperationKind;
import dev.flinkrest.cli.output.Output;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.CheckpointOptions;
import dev.flinkrest.jobs.CheckpointOptions.Scope;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "checkpoint",
        description = "Makes a checkpoint of a running job (1.17), and prints its number.")
final class JobCheckpoint extends JobCommand {
    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "What it writes: ${COMPLETION-CANDIDATES}.")
    private @Nullable Scope type;

    @Mixin private WaitMixin wait;

    /** Is a checkpoint that was made, for programs. */
    record Made(long checkpointId) {}

    @Override
    void run(Session session, JobId id) {
        CheckpointOptions.Builder options = CheckpointOptions.builder();
        if (type != null) {
            options.checkpointType(type);
        }
        wait.finish(
                session,
                session.flink().jobs().triggerCheckpoint(id, options.build()),
                "checkpoint of job " + id,
                OperationKind.CHECKPOINT,
                id,
                JobCheckpoint::print);
    }

    static void print(Output out, Long number) {
        out.value(new Made(number), number.toString());
    }
}
