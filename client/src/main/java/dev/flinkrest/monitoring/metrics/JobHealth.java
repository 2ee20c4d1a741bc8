package dev.flinkrest.monitoring.metrics;

import dev.flinkrest.id.JobId;
import dev.flinkrest.internal.util.Immutable;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.metrics.Metric;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells how a job is. Immutable and safe for use by many threads.
 *
 * @param job the job
 * @param name the job's name
 * @param state the job's state
 * @param uptime how long the job has run without interruption; null if it does not run now, or was
 *     not collected
 * @param restarts how often the job was restarted since it was submitted; null if not collected
 * @param lastCheckpointDuration how long the last checkpoint took that was completed; null if there
 *     is none yet, without checkpointing, or if not collected
 * @param lastCheckpointSize how many bytes the last checkpoint has that was completed, of an
 *     incremental one those that it added; null if there is none yet, without checkpointing, or if
 *     not collected
 * @param vertices the vertices from sources to sinks
 */
public record JobHealth(
        JobId job,
        String name,
        JobStatus state,
        @Nullable Duration uptime,
        @Nullable Long restarts,
        @Nullable Duration lastCheckpointDuration,
        @Nullable Long lastCheckpointSize,
        List<VertexHealth> vertices) {
    private static final String UPTIME = "uptime";
    private static final String RESTARTS = "numRestarts";

    /** The older name, the only one on Flink 1.15. */
    private static final String FULL_RESTARTS = "fullRestarts";

    private static final String CHECKPOINT_DURATION = "lastCheckpointDuration";
    private static final String CHECKPOINT_SIZE = "lastCheckpointSize";

    /** What a job lacks of the others, as without checkpointing, is nothing to complain about. */
    static final MetricNames METRICS =
            MetricNames.of(UPTIME)
                    .or(
                            MetricNames.matching(
                                    Set.of(
                                                    RESTARTS,
                                                    FULL_RESTARTS,
                                                    CHECKPOINT_DURATION,
                                                    CHECKPOINT_SIZE)
                                            ::contains));

    /** Copies the list; null becomes empty. */
    public JobHealth {
        vertices = Immutable.list(vertices);
    }

    static JobHealth of(JobMetrics job) {
        Long restarts = number(job, RESTARTS);
        return new JobHealth(
                job.job(),
                job.name(),
                job.state(),
                duration(job, UPTIME),
                restarts == null ? number(job, FULL_RESTARTS) : restarts,
                duration(job, CHECKPOINT_DURATION),
                number(job, CHECKPOINT_SIZE),
                job.vertices().values().stream().map(VertexMetrics::health).toList());
    }

    private static @Nullable Duration duration(JobMetrics job, String name) {
        Long millis = number(job, name);
        return millis == null ? null : Duration.ofMillis(millis);
    }

    /** Reads a whole number; Flink writes -1 where there is none yet. */
    private static @Nullable Long number(JobMetrics job, String name) {
        Metric metric = job.metrics().get(name);
        long number = metric == null ? -1 : metric.asLong().orElse(-1);
        return number < 0 ? null : number;
    }
}
