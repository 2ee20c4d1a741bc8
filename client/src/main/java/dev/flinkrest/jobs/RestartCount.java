package dev.flinkrest.jobs;

import dev.flinkrest.metrics.Metric;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how often a job was restarted. */
final class RestartCount {
    /**
     * The metrics that tell it. The second is the older name: the only one on Flink 1.15, and under
     * the adaptive scheduler up to 1.14.
     */
    static final List<String> METRICS = List.of("numRestarts", "fullRestarts");

    private RestartCount() {}

    /** Returns null if none of the metrics tells. */
    static @Nullable Long of(Collection<Metric> metrics) {
        for (String name : METRICS) {
            for (Metric metric : metrics) {
                double value = metric.id().equals(name) ? metric.asDouble() : Double.NaN;
                if (value >= 0) {
                    return (long) value;
                }
            }
        }
        return null;
    }
}
