package dev.flinkrest.cli.job;

import dev.flinkrest.cli.Choice;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Quantities;
import dev.flinkrest.cli.output.Sheet;
import dev.flinkrest.cli.output.View;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.rescales.Rescale;
import dev.flinkrest.jobs.rescales.Rescales;
import dev.flinkrest.jobs.rescales.VertexParallelism;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "Shows one rescaling of a job (2.3).")
final class RescaleGet extends JobCommand {
    @Parameters(
            index = "1",
            paramLabel = "RESCALE",
            description = "The rescaling: its id, or the beginning of it.")
    private String word = "";

    private static final View<VertexParallelism> VERTICES =
            View.<VertexParallelism>named(vertex -> vertex.jobVertexId().toString())
                    .id("VERTEX", VertexParallelism::jobVertexId)
                    .text("NAME", VertexParallelism::jobVertexName)
                    .number("BEFORE", VertexParallelism::preRescaleParallelism)
                    .number("AFTER", VertexParallelism::postRescaleParallelism)
                    .number("DESIRED", VertexParallelism::desiredParallelism)
                    .number("SUFFICIENT", VertexParallelism::sufficientParallelism);

    @Override
    void run(Session session, JobId id) {
        Rescales rescales = session.flink().jobs().getRescales(id);
        Rescale found =
                new Choice<>(
                                "rescaling",
                                rescales.history(),
                                (Rescale one) -> one.rescaleUuid().toString())
                        .find(word);
        Rescale whole = rescales.get(found.rescaleUuid());
        session.out().one(whole, whole.rescaleUuid().toString(), RescaleGet::sheet);
    }

    private static Sheet sheet(Rescale one) {
        return new Sheet()
                .line("ID", one.rescaleUuid())
                .line("Attempt", one.rescaleAttemptId())
                .state("State", one.terminalState())
                .line("Cause", one.triggerCause())
                .line("Reason", one.terminatedReason())
                .line("Started", Quantities.time(one.startTimestamp()))
                .line("Duration", RescaleListing.duration(one))
                .table("Vertices", List.copyOf(one.vertices().values()), VERTICES);
    }
}
