package dev.flinkrest.cli.job;

import dev.flinkrest.cli.CommandFailedException;
import dev.flinkrest.cli.ExitCode;
import dev.flinkrest.cli.MetricOutput;
import dev.flinkrest.cli.Session;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jobs.Jobs;
import dev.flinkrest.jobs.vertices.JobVertex;
import dev.flinkrest.metrics.MetricQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "metrics",
        description =
                "Reads metrics of a job, of a vertex or of subtasks; all of them, if none is named.")
final class JobMetricsOf extends JobCommand {
    @Parameters(index = "1..*", paramLabel = "METRIC", description = "The names of metrics.")
    private List<String> names = List.of();

    @Option(names = "--vertex", paramLabel = "VERTEX", description = "Those of this vertex.")
    private @Nullable String vertex;

    @Option(
            names = "--subtask",
            paramLabel = "INDEX",
            description = "Those of this subtask of --vertex.")
    private @Nullable Integer subtask;

    @Option(
            names = "--aggregated",
            description = "Minimum, maximum, average and sum over the subtasks of --vertex.")
    private boolean aggregated;

    @Option(names = "--names", description = "Only list which metrics there are.")
    private boolean onlyNames;

    @Override
    void run(Session session, JobId id) {
        VertexId which = vertex(session, id, vertex);
        if (which == null && (subtask != null || aggregated)) {
            throw new CommandFailedException(
                    ExitCode.USAGE, "--subtask and --aggregated are about a vertex; add --vertex");
        }
        Jobs jobs = session.flink().jobs();
        if (which == null) {
            MetricOutput.print(
                    session.out(),
                    onlyNames,
                    () -> jobs.getMetricNames(id),
                    () -> jobs.getMetrics(id, array()));
            return;
        }
        JobVertex reads = jobs.getVertex(id, which);
        if (subtask != null) {
            int index = subtask;
            MetricOutput.print(
                    session.out(),
                    onlyNames,
                    () -> reads.subtasks().getMetricNames(index),
                    () -> reads.subtasks().getMetrics(index, array()));
        } else if (aggregated) {
            MetricQuery query = names.isEmpty() ? MetricQuery.all() : MetricQuery.of(names);
            MetricOutput.aggregated(
                    session.out(),
                    onlyNames,
                    () -> reads.subtasks().metricNames(),
                    () -> reads.subtasks().metrics(query));
        } else {
            MetricOutput.print(
                    session.out(),
                    onlyNames,
                    () -> reads.metricNames(),
                    () -> reads.metrics(array()));
        }
    }

    private String[] array() {
        return names.toArray(String[]::new);
    }
}
