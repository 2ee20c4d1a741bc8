package dev.flinkrest.cli.job;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Quantities;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.Jobs;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Is a command that ends jobs, one or several. */
abstract class JobsCommand extends CliCommand {
    @Parameters(
            arity = "1..*",
            paramLabel = "JOB",
            description = "The jobs: their ids, the beginnings of them, or their names.")
    private List<String> jobs = List.of();

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask, when there are several jobs.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Only print the requests that would be sent.")
    private boolean dryRun;

    /** Says in the infinitive what is done, for the question. */
    abstract String verb();

    /** Ends one job. */
    abstract void end(Session session, Jobs jobs, JobId id);

    @Override
    protected final void run(Session session) {
        Set<JobId> ids = new LinkedHashSet<>();
        for (String word : jobs) {
            ids.add(JobCommand.find(session.flink().jobs(), word));
        }
        if (ids.size() > 1 && !dryRun) {
            session.confirm(verb() + " " + Quantities.count(ids.size(), "job"), yes);
        }
        Jobs client = session.flink(dryRun).jobs();
        session.each(List.copyOf(ids), id -> end(session, client, id));
    }
}
