package dev.flinkrest.cli.job;

import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Quantities;
import dev.flinkrest.cli.output.View;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jobs.JobDetails;
import dev.flinkrest.jobs.JobVertexSummary;
import dev.flinkrest.metrics.Metric;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "watermarks",
        description =
                "Lists the watermarks of a job's subtasks: up to which time they have worked.")
final class JobWatermarks extends JobCommand {
    private static final String SUFFIX = ".currentInputWatermark";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "VERTEX",
            description = "Only those of this vertex.")
    private @Nullable String vertex;

    /**
     * Is the watermark of a subtask.
     *
     * @param watermark milliseconds since 1970; null if there is none yet
     */
    record Watermark(VertexId vertex, String name, int subtask, @Nullable Long watermark) {}

    private static final View<Watermark> WATERMARKS =
            View.<Watermark>named(mark -> mark.vertex() + " " + mark.subtask())
                    .id("VERTEX", Watermark::vertex)
                    .text("NAME", Watermark::name)
                    .number("SUBTASK", Watermark::subtask)
                    .column("TIME", mark -> Quantities.time(mark.watermark()))
                    .number("WATERMARK", Watermark::watermark);

    @Override
    void run(Session session, JobId id) {
        JobDetails job = session.flink().jobs().get(id);
        List<JobVertexSummary> vertices =
                vertex == null ? job.vertices() : List.of(vertex(job, vertex));
        List<Watermark> marks = new ArrayList<>();
        for (JobVertexSummary each : vertices) {
            session.flink()
                    .jobs()
                    .getVertex(id, each.id())
                    .watermarks()
                    .forEach((name, metric) -> marks.add(watermark(each, name, metric)));
        }
        session.out().list(marks, WATERMARKS, "No watermarks; sources have none.");
    }

    private static Watermark watermark(JobVertexSummary vertex, String name, Metric metric) {
        String subtask = name.endsWith(SUFFIX) ? name.substring(0, name.indexOf('.')) : "0";
        long value = metric.asLong().orElse(Long.MIN_VALUE);
        return new Watermark(
                vertex.id(),
                vertex.name(),
                Integer.parseInt(subtask),
                value == Long.MIN_VALUE ? null : value);
    }
}
