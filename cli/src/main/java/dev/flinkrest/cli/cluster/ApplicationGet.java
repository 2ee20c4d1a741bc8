package dev.flinkrest.cli.cluster;

import dev.flinkrest.applications.ApplicationDetails;
import dev.flinkrest.applications.Applications;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Quantities;
import dev.flinkrest.cli.output.Sheet;
import dev.flinkrest.cli.output.View;
import dev.flinkrest.id.ApplicationId;
import dev.flinkrest.jobs.JobOverview;
import picocli.CommandLine.Command;

@Command(name = "get", description = "Shows an application (2.3), and its jobs.")
final class ApplicationGet extends ApplicationCommand {
    private static final View<JobOverview> JOBS =
            View.<JobOverview>named(job -> job.jid().toString())
                    .id("ID", JobOverview::jid)
                    .text("NAME", JobOverview::name)
                    .state("STATE", JobOverview::state)
                    .number("DURATION", job -> Quantities.duration(job.duration()));

    @Override
    void run(Session session, Applications all, ApplicationId id) {
        session.out().one(all.get(id), id.toString(), ApplicationGet::sheet);
    }

    private static Sheet sheet(ApplicationDetails one) {
        return new Sheet()
                .line("ID", one.id())
                .line("Name", one.name())
                .state("State", one.status())
                .line("Started", Quantities.time(one.startTime()))
                .line("Ended", Quantities.time(one.endTime()))
                .line("Duration", Quantities.duration(one.duration()))
                .table("Jobs", one.jobs(), JOBS);
    }
}
