package dev.flinkrest.cli.process;

import dev.flinkrest.cli.MetricOutput;
import dev.flinkrest.cli.Session;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.taskmanagers.TaskManagers;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "metrics",
        description = "Reads metrics of a task manager, all of them if none is named.")
final class TaskManagerMetricsOf extends TaskManagerCommand {
    @Parameters(index = "1..*", paramLabel = "METRIC", description = "The names of metrics.")
    private List<String> names = List.of();

    @Option(names = "--names", description = "Only list which metrics there are.")
    private boolean onlyNames;

    @Override
    void run(Session session, TaskManagers all, TaskManagerId id) {
        MetricOutput.print(
                session.out(),
                onlyNames,
                () -> all.getMetricNames(id),
                () -> all.getMetrics(id, names.toArray(String[]::new)));
    }
}
