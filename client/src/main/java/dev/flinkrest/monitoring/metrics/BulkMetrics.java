package dev.flinkrest.monitoring.metrics;

import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.jobs.vertices.SubtaskEndpoints;
import dev.flinkrest.metrics.Aggregation;
import dev.flinkrest.metrics.Metrics;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.RestCaller;
import dev.flinkrest.taskmanagers.TaskManagerEndpoints;

/**
 * Collects metrics of many components at once. Remembers which metrics there are, so keep it while
 * you collect again and again. Safe for use by many threads.
 */
public final class BulkMetrics {
    /** Some tens of megabytes at the most. */
    private static final int MAX_NAMES = 200_000;

    private final RestCaller rest;
    private final Ticker ticker;
    private final NameCache names;

    /**
     * Makes the handle.
     *
     * @param rest carries out the requests
     */
    public BulkMetrics(RestCaller rest) {
        this(rest, Ticker.pausing(rest::pause));
    }

    BulkMetrics(RestCaller rest, Ticker ticker) {
        this.rest = rest;
        this.ticker = ticker;
        this.names = new NameCache(ticker, MAX_NAMES);
    }

    /**
     * Collects metrics: in as many requests as it takes, several at once, all within the
     * selection's time. A part that fails does not fail the whole: a job that has just ended, a
     * task manager that is gone, a name that does not exist. The snapshot says what it lacks, and
     * why.
     *
     * <p>Flink fetches metrics only when it is asked for them, and then not more often than {@code
     * metrics.fetcher.update-interval} says, every 10 seconds by default. What does not come at
     * first is asked for once more, a quarter of a second later. Which metrics there are is asked
     * again when a vertex is started anew, and at least every minute.
     *
     * @param selection which metrics of what
     * @return what could be had; nothing in it changes any more
     * @throws FlinkRestException if nothing at all could be had because the server cannot be
     *     reached, and {@link DeadlineExceededException} if it did not answer in time
     * @throws InterruptedCallException if the thread is interrupted
     * @throws UnsupportedByServerException if {@link Aggregation#SKEW} is asked of a server older
     *     than 1.20
     */
    public MetricsSnapshot collect(MetricSelection selection) {
        ParallelCalls calls =
                new ParallelCalls(
                        "collection of metrics",
                        rest,
                        selection.maxParallelRequests(),
                        selection.timeout(),
                        ticker);
        if (selection.aggregations().contains(Aggregation.SKEW)) {
            var version = rest.version(CallOptions.NONE.withCallTimeout(selection.timeout()));
            if (selection.vertexMetrics() != null) {
                Metrics.requireSkew(version, SubtaskEndpoints.AGGREGATED_METRICS);
            }
            if (selection.aggregatedTaskManagerMetrics() != null) {
                Metrics.requireSkew(version, TaskManagerEndpoints.AGGREGATED_METRICS);
            }
        }
        return new Collector(selection, names, calls).collect();
    }
}
