package dev.flinkrest.cli.job;

import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Quantities;
import dev.flinkrest.cli.output.View;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jobs.JobDetails;
import dev.flinkrest.jobs.JobVertexSummary;
import dev.flinkrest.jobs.vertices.JobVertex;
import dev.flinkrest.jobs.vertices.SubtaskBackPressure;
import dev.flinkrest.jobs.vertices.VertexBackPressure;
import dev.flinkrest.jobs.vertices.VertexBackPressure.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "backpressure",
        description = "Shows which vertices, or subtasks of one, are busy or held back.")
final class JobBackpressure extends JobCommand {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int TRIES = 20;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "VERTEX",
            description = "Show the subtasks of this vertex.")
    private @Nullable String vertex;

    /** Is what is known of a vertex. */
    record OfVertex(VertexId id, String name, VertexBackPressure backpressure) {
        private @Nullable Double greatest(ToDoubleFunction<SubtaskBackPressure> share) {
            OptionalDouble max = backpressure.subtasks().stream().mapToDouble(share).max();
            return max.isPresent() ? max.getAsDouble() : null;
        }
    }

    private static final View<OfVertex> VERTICES =
            View.<OfVertex>named(vertex -> vertex.id().toString())
                    .id("VERTEX", OfVertex::id)
                    .text("NAME", OfVertex::name)
                    .state("LEVEL", vertex -> vertex.backpressure().backpressureLevel())
                    .number(
                            "BACK-PRESSURED",
                            vertex ->
                                    Quantities.percent(vertex.greatest(SubtaskBackPressure::ratio)))
                    .number(
                            "BUSY",
                            vertex ->
                                    Quantities.percent(
                                            vertex.greatest(SubtaskBackPressure::busyRatio)));

    private static final View<SubtaskBackPressure> SUBTASKS =
            View.<SubtaskBackPressure>named(subtask -> String.valueOf(subtask.subtask()))
                    .number("SUBTASK", SubtaskBackPressure::subtask)
                    .state("LEVEL", SubtaskBackPressure::backpressureLevel)
                    .number("BACK-PRESSURED", subtask -> Quantities.percent(subtask.ratio()))
                    .number("BUSY", subtask -> Quantities.percent(subtask.busyRatio()))
                    .number("IDLE", subtask -> Quantities.percent(subtask.idleRatio()));

    @Override
    void run(Session session, JobId id) throws InterruptedException {
        JobDetails job = session.flink().jobs().get(id);
        if (vertex != null) {
            VertexBackPressure one = measure(session, id, vertex(job, vertex).id());
            session.out().list(one, one.subtasks(), SUBTASKS, "Nothing measured; is it running?");
            return;
        }
        List<OfVertex> all = new ArrayList<>();
        for (JobVertexSummary each : job.vertices()) {
            all.add(new OfVertex(each.id(), each.name(), measure(session, id, each.id())));
        }
        session.out().list(all, VERTICES, "No vertices yet.");
    }

    /** Asks until the server has measured; the first question makes it begin. */
    private static VertexBackPressure measure(Session session, JobId job, VertexId vertex)
            throws InterruptedException {
        JobVertex reads = session.flink().jobs().getVertex(job, vertex);
        VertexBackPressure measured = reads.backpressure();
        for (int i = 0; i < TRIES && measured.status() == Status.DEPRECATED; i++) {
            session.flink().pause(PAUSE);
            measured = reads.backpressure();
        }
        return measured;
    }
}
