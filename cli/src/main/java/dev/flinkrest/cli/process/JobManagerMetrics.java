package dev.flinkrest.cli.process;

import dev.flinkrest.cli.MetricOutput;
import dev.flinkrest.cli.Session;
import dev.flinkrest.jobmanager.JobManager;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "metrics",
        description = "Reads metrics of the job manager, all of them if none is named.")
final class JobManagerMetrics extends JobManagerCommand {
    @Parameters(paramLabel = "METRIC", description = "The names of metrics.")
    private List<String> names = List.of();

    @Option(names = "--names", description = "Only list which metrics there are.")
    private boolean onlyNames;

    @Override
    void run(Session session, JobManager jobManager) {
        MetricOutput.print(
                session.out(),
                onlyNames,
                jobManager::metricNames,
                () -> jobManager.metrics(names.toArray(String[]::new)));
    }
}
