package dev.flinkrest.cli.job;

import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.operation.OperationKind;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.Jobs;
import dev.flinkrest.jobs.StopOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "stop", description = "Stops jobs with a savepoint, and prints where it is.")
final class JobStop extends JobsCommand {
    @Mixin private SavepointMixin savepoint;

    @Option(
            names = "--drain",
            description = "Send the greatest watermark first, so that windows and timers fire.")
    private boolean drain;

    @Mixin private WaitMixin wait;

    @Override
    String verb() {
        return "Stop";
    }

    @Override
    void end(Session session, Jobs jobs, JobId id) {
        StopOptions.Builder options = savepoint.configure(StopOptions.builder());
        if (drain) {
            options.drain(true);
        }
        wait.finish(
                session,
                jobs.stop(id, options.build()),
                "stop of job " + id,
                OperationKind.SAVEPOINT,
                id,
                (out, info) -> out.next(info, id.toString(), String.valueOf(info.location())));
    }
}
