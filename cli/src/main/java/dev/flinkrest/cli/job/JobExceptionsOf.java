package dev.flinkrest.cli.job;

import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Quantities;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.JobExceptions;
import dev.flinkrest.jobs.RootExceptionInfo;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "exceptions", description = "Shows what has failed in a job, the latest first.")
final class JobExceptionsOf extends JobCommand {
    @Option(
            names = {"-s", "--stack-traces"},
            description = "Print whole stack traces.")
    private boolean stackTraces;

    JobExceptionsOf(Archive archive) {
        super(archive);
    }

    @Override
    void run(Session session, JobId id) {
        JobExceptions exceptions = jobs(session).getExceptions(id);
        List<RootExceptionInfo> entries = exceptions.exceptionHistory().entries();
        if (stackTraces && !session.out().isStructured() && !session.out().isNames()) {
            for (RootExceptionInfo entry : entries) {
                String head = Quantities.time(entry.timestamp()) + "  " + where(entry);
                session.out().next(entry, entry.exceptionName(), head.stripTrailing());
                entry.stacktrace().lines().forEach(line -> session.out().text("  " + line));
            }
        } else {
            session.out().list(exceptions, entries, JobViews.EXCEPTIONS, "No exceptions.");
        }
    }

    private static String where(RootExceptionInfo entry) {
        return entry.taskName() == null ? "" : "in " + entry.taskName();
    }
}
