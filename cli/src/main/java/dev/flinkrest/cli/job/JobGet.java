package dev.flinkrest.cli.job;

import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Quantities;
import dev.flinkrest.cli.output.Sheet;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.JobDetails;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

@Command(name = "get", description = "Shows a job: its state, its times, its vertices.")
final class JobGet extends JobCommand {
    JobGet(Archive archive) {
        super(archive);
    }

    @Override
    void run(Session session, JobId id) {
        JobDetails job = jobs(session).get(id);
        session.out().one(job, id.toString(), JobGet::sheet);
    }

    private static Sheet sheet(JobDetails job) {
        return new Sheet()
                .line("ID", job.jid())
                .line("Name", job.name())
                .state("State", job.state())
                .line("Type", job.jobType())
                .line("Scheduler", job.schedulerType())
                .line("Application", job.applicationId())
                .line("Started", Quantities.time(job.startTime()))
                .line("Ended", Quantities.time(job.endTime()))
                .line("Duration", Quantities.duration(job.duration()))
                .line("Tasks", tasks(job))
                .table("Vertices", job.vertices(), JobViews.VERTICES);
    }

    private static String tasks(JobDetails job) {
        String counts =
                job.statusCounts().entrySet().stream()
                        .filter(count -> count.getValue() > 0)
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "));
        return counts.isEmpty() ? Quantities.NONE : counts;
    }
}
