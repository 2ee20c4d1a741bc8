package dev.flinkrest.cli.job;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.TimeoutMixin;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.JobDetails;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "wait",
        description = "Waits until the History Server has the archive of a job that has ended.")
final class HistoryWait extends CliCommand {
    @Parameters(paramLabel = "JOB", description = "The job's whole id.")
    private String job = "";

    @Mixin private TimeoutMixin limit;

    @Override
    protected void run(Session session) {
        JobId id = JobId.of(job);
        JobDetails archived =
                session.out()
                        .during(
                                "archive of job " + id,
                                () -> session.history().awaitJob(id, limit.timeout()));
        session.out()
                .value(
                        Map.of("jid", archived.jid(), "state", archived.state()),
                        archived.jid() + "  " + archived.state());
    }
}
