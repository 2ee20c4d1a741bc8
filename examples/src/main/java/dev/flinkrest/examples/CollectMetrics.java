package dev.flinkrest.examples;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.monitoring.metrics.JobHealth;
import dev.flinkrest.monitoring.metrics.MetricNames;
import dev.flinkrest.monitoring.metrics.MetricSelection;
import dev.flinkrest.monitoring.metrics.MetricsSnapshot;
import dev.flinkrest.monitoring.metrics.VertexHealth;
import dev.flinkrest.monitoring.metrics.VertexHealth.TimeShare;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Prints how all running jobs are, a line for each vertex, and the task managers' memory. */
public final class CollectMetrics {
    private CollectMetrics() {}

    /**
     * Runs the example.
     *
     * @param args the URL of a Flink cluster
     */
    public static void main(String[] args) {
        if (args.length != 1) {
            System.err.println("Usage: CollectMetrics URL");
            System.exit(2);
        }
        try (FlinkRestClient flink = FlinkRestClient.connect(URI.create(args[0]))) {
            // health
            MetricsSnapshot snapshot = flink.metrics().collect(MetricSelection.health());
            for (JobHealth job : snapshot.health()) {
                System.out.printf(
                        "%s: %s for %s, %s restarts, last checkpoint of %s bytes in %s%n",
                        job.name(),
                        job.state(),
                        job.uptime(),
                        job.restarts(),
                        job.lastCheckpointSize(),
                        job.lastCheckpointDuration());
                for (VertexHealth vertex : job.vertices()) {
                    System.out.printf(
                            "  %-30.30s %9s in/s %9s out/s  busy %5s  held back %5s  lag %s%n",
                            vertex.name(),
                            rounded(vertex.recordsInPerSecond()),
                            rounded(vertex.recordsOutPerSecond()),
                            percent(vertex.busy()),
                            percent(vertex.backPressured()),
                            rounded(vertex.pendingRecords()));
                }
            }
            // what could not be had is null above, and here is why
            snapshot.missing()
                    .forEach(what -> System.err.println(what.component() + ": " + what.reason()));
            // end of health
            // selection
            MetricSelection memory =
                    MetricSelection.builder()
                            .jobManagerMetrics(MetricNames.of("numRunningJobs"))
                            .taskManagerMetrics(MetricNames.startingWith("Status.JVM.Memory.Heap."))
                            .timeout(Duration.ofSeconds(10))
                            .build();
            MetricsSnapshot processes = flink.metrics().collect(memory);
            System.out.println(processes.jobManager().values());
            processes.taskManagers().forEach((id, heap) -> System.out.println(id + " " + heap));
            // end of selection
        }
    }

    private static String rounded(@Nullable Double number) {
        return number == null ? "-" : String.format("%.1f", number);
    }

    private static String percent(@Nullable TimeShare share) {
        return share == null || share.max() == null
                ? "-"
                : String.format("%.0f%%", 100 * share.max());
    }
}
