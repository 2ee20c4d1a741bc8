package dev.flinkrest.cli.job;

import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.operation.OperationKind;
import dev.flinkrest.cli.output.Output;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.SavepointInfo;
import dev.flinkrest.jobs.SavepointOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "savepoint",
        description = "Makes a savepoint of a running job, and prints where it is.")
final class JobSavepoint extends JobCommand {
    @Mixin private SavepointMixin savepoint;
    @Mixin private WaitMixin wait;

    @Override
    void run(Session session, JobId id) {
        SavepointOptions options = savepoint.configure(SavepointOptions.builder()).build();
        wait.finish(
                session,
                session.flink().jobs().createSavepoint(id, options),
                "savepoint of job " + id,
                OperationKind.SAVEPOINT,
                id,
                JobSavepoint::print);
    }

    static void print(Output out, SavepointInfo info) {
        out.value(info, String.valueOf(info.location()));
    }
}
