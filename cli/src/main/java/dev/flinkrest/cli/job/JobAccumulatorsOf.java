package dev.flinkrest.cli.job;

import dev.flinkrest.cli.CommandFailedException;
import dev.flinkrest.cli.ExitCode;
import dev.flinkrest.cli.Session;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jobs.JobAccumulators;
import dev.flinkrest.jobs.vertices.VertexAccumulators;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "accumulators",
        description = "Lists what the program counts: the accumulators of a job, or of one vertex.")
final class JobAccumulatorsOf extends JobCommand {
    @Option(names = "--vertex", paramLabel = "VERTEX", description = "Only those of this vertex.")
    private @Nullable String vertex;

    JobAccumulatorsOf(Archive archive) {
        super(archive);
    }

    @Override
    void run(Session session, JobId id) {
        if (vertex != null && archive() == Archive.HISTORY) {
            throw new CommandFailedException(
                    ExitCode.USAGE, "a History Server keeps no accumulators of single vertices");
        }
        if (vertex == null) {
            JobAccumulators all = jobs(session).getAccumulators(id);
            session.out()
                    .list(
                            all,
                            all.userTaskAccumulators(),
                            JobViews.ACCUMULATORS,
                            "No accumulators.");
        } else {
            VertexId which = vertex(jobs(session).get(id), vertex).id();
            VertexAccumulators all = session.flink().jobs().getVertex(id, which).accumulators();
            session.out()
                    .list(all, all.userAccumulators(), JobViews.ACCUMULATORS, "No accumulators.");
        }
    }
}
