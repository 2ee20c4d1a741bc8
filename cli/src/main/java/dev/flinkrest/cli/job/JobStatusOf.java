package dev.flinkrest.cli.job;

import dev.flinkrest.cli.Session;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.JobStatus;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(name = "status", description = "Prints the state of a job, such as RUNNING.")
final class JobStatusOf extends JobCommand {
    @Override
    void run(Session session, JobId id) {
        JobStatus status = session.flink().jobs().getStatus(id);
        session.out().value(Map.of("status", status), status.toString());
    }
}
