package dev.flinkrest.cli.cluster;

import dev.flinkrest.applications.Applications;
import dev.flinkrest.cli.Session;
import dev.flinkrest.id.ApplicationId;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "cancel", description = "Cancels an application (2.3), and its jobs with it.")
final class ApplicationCancel extends ApplicationCommand {
    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask, when it has several jobs.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Only print the request that would be sent.")
    private boolean dryRun;

    @Override
    void run(Session session, Applications all, ApplicationId id) {
        int jobs = all.get(id).jobs().size();
        if (jobs > 1 && !dryRun) {
            session.confirm("Cancel the application and its " + jobs + " jobs", yes);
        }
        session.flink(dryRun).applications().cancel(id);
        session.out().value(Map.of("id", id), id + "  is being cancelled");
    }
}
