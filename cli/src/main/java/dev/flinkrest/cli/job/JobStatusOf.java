package dev.flinkrest.cli.job;

import dev.flinkrest.cli.Session;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.jobs.Jobs;
import dev.flinkrest.rest.FlinkVersion;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(name = "status", description = "Prints the state of a job, such as RUNNING.")
final class JobStatusOf extends JobCommand {
    @Override
    void run(Session session, JobId id) {
        Jobs jobs = session.flink().jobs();
        boolean isThere = session.flink().version().isAtLeast(FlinkVersion.V1_16);
        JobStatus status = isThere ? jobs.getStatus(id) : jobs.get(id).state();
        session.out().value(Map.of("status", status), status.toString());
    }
}
