package dev.flinkrest.cli.job;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.jobs.JobOverview;
import dev.flinkrest.jobs.JobStatus;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists jobs, the latest first.")
final class JobList extends CliCommand {
    @Option(
            names = "--state",
            paramLabel = "STATE",
            split = ",",
            description = "Only jobs in these states, such as RUNNING,FAILED.")
    private Set<JobStatus> states = EnumSet.noneOf(JobStatus.class);

    private final Archive archive;

    JobList(Archive archive) {
        this.archive = archive;
    }

    @Override
    protected void run(Session session) {
        List<JobOverview> jobs =
                archive.jobs(session).overview().stream()
                        .filter(job -> states.isEmpty() || states.contains(job.state()))
                        .sorted(Comparator.comparingLong(JobOverview::startTime).reversed())
                        .toList();
        session.out().list(jobs, JobViews.JOBS, "No jobs.");
    }
}
