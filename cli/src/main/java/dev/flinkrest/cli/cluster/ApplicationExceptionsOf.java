package dev.flinkrest.cli.cluster;

import dev.flinkrest.applications.ApplicationExceptions.Entry;
import dev.flinkrest.applications.Applications;
import dev.flinkrest.cli.Causes;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Quantities;
import dev.flinkrest.cli.output.View;
import dev.flinkrest.id.ApplicationId;
import picocli.CommandLine.Command;

@Command(name = "exceptions", description = "Lists what has failed in an application (2.3).")
final class ApplicationExceptionsOf extends ApplicationCommand {
    private static final View<Entry> EXCEPTIONS =
            View.named(Entry::exceptionName)
                    .column("TIME", entry -> Quantities.time(entry.timestamp()))
                    .text("CAUSE", entry -> Causes.name(entry.exceptionName(), entry.stacktrace()))
                    .id("JOB", Entry::jobId)
                    .text("MESSAGE", entry -> Causes.message(entry.stacktrace()));

    @Override
    void run(Session session, Applications all, ApplicationId id) {
        session.out().list(all.getExceptions(id), EXCEPTIONS, "No exceptions.");
    }
}
