package dev.flinkrest.cli.job;

import dev.flinkrest.cli.Choice;
import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jobs.JobDetails;
import dev.flinkrest.jobs.JobOverview;
import dev.flinkrest.jobs.JobReads;
import dev.flinkrest.jobs.JobVertexSummary;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Is a command about one job. */
abstract class JobCommand extends CliCommand {
    private static final Pattern WHOLE_ID = Pattern.compile("[0-9a-fA-F]{32}");

    @Parameters(
            index = "0",
            paramLabel = "JOB",
            description = "The job: its id, the beginning of it, or its name.")
    private String job = "";

    private final Archive archive;

    JobCommand() {
        this(Archive.CLUSTER);
    }

    JobCommand(Archive archive) {
        this.archive = archive;
    }

    @Override
    protected final void run(Session session) throws Exception {
        run(session, find(archive.jobs(session), job));
    }

    /** Does what the command is for. */
    abstract void run(Session session, JobId job) throws Exception;

    final Archive archive() {
        return archive;
    }

    final JobReads jobs(Session session) {
        return archive.jobs(session);
    }

    /** Finds a job; a whole id is taken as it is. */
    static JobId find(JobReads jobs, String word) {
        if (WHOLE_ID.matcher(word).matches()) {
            return JobId.of(word);
        }
        return new Choice<>("job", jobs.overview(), (JobOverview job) -> job.jid().toString())
                .named(JobOverview::name)
                .preferring(job -> !job.state().isGloballyTerminal())
                .find(word)
                .jid();
    }

    /** Finds a vertex of a job. */
    static JobVertexSummary vertex(JobDetails job, String word) {
        return new Choice<>("vertex", job.vertices(), (JobVertexSummary v) -> v.id().toString())
                .named(JobVertexSummary::name)
                .find(word);
    }

    /** Finds a vertex of a job; null if none is named. */
    final @Nullable VertexId vertex(Session session, JobId job, @Nullable String word) {
        return word == null ? null : vertex(jobs(session).get(job), word).id();
    }
}
