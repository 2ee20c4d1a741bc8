package dev.flinkrest.monitoring.metrics;

import dev.flinkrest.id.VertexId;
import dev.flinkrest.metrics.AggregatedMetric;
import dev.flinkrest.metrics.Metric;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells how a vertex is: how much flows through it, and what it spends its time on. A source reads
 * from outside, and counts what it reads in its operator's metrics, not here. Immutable and safe
 * for use by many threads.
 *
 * @param vertex the vertex
 * @param name the vertex's name, made of its operators' names
 * @param parallelism how many subtasks it has
 * @param recordsInPerSecond how many records all subtasks read a second; null if not collected
 * @param recordsOutPerSecond how many records all subtasks write a second; null if not collected
 * @param bytesInPerSecond how many bytes all subtasks read a second; null if not collected
 * @param bytesOutPerSecond how many bytes all subtasks write a second; null if not collected
 * @param busy how much of their time the subtasks work; null if not collected
 * @param backPressured how much of their time the subtasks wait for those after them; null if not
 *     collected
 * @param idle how much of their time the subtasks have nothing to do; null if not collected
 * @param pendingRecords how many records its sources know of and have not read yet; null if they do
 *     not tell, or if not collected
 * @param recordsLagMax how many records the partition that lags most is behind, as Kafka's consumer
 *     tells; null if there is no such consumer, if it has not measured yet, or if not collected
 */
public record VertexHealth(
        VertexId vertex,
        String name,
        int parallelism,
        @Nullable Double recordsInPerSecond,
        @Nullable Double recordsOutPerSecond,
        @Nullable Double bytesInPerSecond,
        @Nullable Double bytesOutPerSecond,
        @Nullable TimeShare busy,
        @Nullable TimeShare backPressured,
        @Nullable TimeShare idle,
        @Nullable Double pendingRecords,
        @Nullable Double recordsLagMax) {
    private static final String RECORDS_IN = "numRecordsInPerSecond";
    private static final String RECORDS_OUT = "numRecordsOutPerSecond";
    private static final String BYTES_IN = "numBytesInPerSecond";
    private static final String BYTES_OUT = "numBytesOutPerSecond";
    private static final String BUSY = "busyTimeMsPerSecond";
    private static final String BACK_PRESSURED = "backPressuredTimeMsPerSecond";
    private static final String IDLE = "idleTimeMsPerSecond";

    /** What every vertex of every version has. */
    static final MetricNames METRICS =
            MetricNames.of(
                    RECORDS_IN, RECORDS_OUT, BYTES_IN, BYTES_OUT, BUSY, BACK_PRESSURED, IDLE);

    /**
     * What some sources have. Kafka's consumer writes NaN where it reads no partition; aggregated
     * by the server, one such subtask would hide the others.
     */
    static final MetricNames SUBTASK_METRICS =
            MetricNames.matching(name -> isPendingRecords(name) || isRecordsLagMax(name));

    /**
     * Says how much of their time the subtasks of a vertex spend on something, from 0 to 1; {@link
     * Double#NaN} where Flink cannot tell, as with the work of sources of the old kind. Immutable
     * and safe for use by many threads.
     *
     * @param avg the mean of the subtasks; null if it was not asked for
     * @param max that of the subtask that spends most; null if it was not asked for
     */
    public record TimeShare(@Nullable Double avg, @Nullable Double max) {}

    static VertexHealth of(VertexMetrics vertex) {
        return new VertexHealth(
                vertex.vertex(),
                vertex.name(),
                vertex.parallelism(),
                sum(vertex, RECORDS_IN),
                sum(vertex, RECORDS_OUT),
                sum(vertex, BYTES_IN),
                sum(vertex, BYTES_OUT),
                share(vertex, BUSY),
                share(vertex, BACK_PRESSURED),
                share(vertex, IDLE),
                fold(vertex, VertexHealth::isPendingRecords, AggregatedMetric::sum, Double::sum),
                fold(vertex, VertexHealth::isRecordsLagMax, AggregatedMetric::max, Math::max));
    }

    private static boolean isPendingRecords(String name) {
        return name.endsWith(".pendingRecords");
    }

    private static boolean isRecordsLagMax(String name) {
        return name.endsWith(".records-lag-max");
    }

    private static @Nullable Double sum(VertexMetrics vertex, String name) {
        AggregatedMetric metric = vertex.aggregated().get(name);
        if (metric != null && metric.sum() != null) {
            return metric.sum();
        }
        double[] values = ofSubtasks(vertex, name);
        return values.length == 0 ? null : DoubleStream.of(values).sum();
    }

    private static @Nullable TimeShare share(VertexMetrics vertex, String name) {
        AggregatedMetric metric = vertex.aggregated().get(name);
        if (metric != null && (metric.avg() != null || metric.max() != null)) {
            return new TimeShare(thousandth(metric.avg()), thousandth(metric.max()));
        }
        double[] values = ofSubtasks(vertex, name);
        if (values.length == 0) {
            return null;
        }
        return new TimeShare(
                DoubleStream.of(values).sum() / values.length / 1_000,
                DoubleStream.of(values).reduce(0, Math::max) / 1_000);
    }

    private static @Nullable Double thousandth(@Nullable Double millisPerSecond) {
        return millisPerSecond == null ? null : Double.valueOf(millisPerSecond / 1_000);
    }

    private static double[] ofSubtasks(VertexMetrics vertex, String name) {
        return vertex.subtasks().values().stream()
                .map(metrics -> metrics.get(name))
                .filter(Objects::nonNull)
                .map(Metric::asNumber)
                .flatMapToDouble(OptionalDouble::stream)
                .toArray();
    }

    /**
     * Folds all numbers of chosen metrics, of the subtasks if they were collected; null if there is
     * none. What was not measured is left out.
     */
    private static @Nullable Double fold(
            VertexMetrics vertex,
            Predicate<String> names,
            Function<AggregatedMetric, @Nullable Double> aggregate,
            DoubleBinaryOperator by) {
        Stream<Double> ofSubtasks =
                vertex.subtasks().values().stream()
                        .map(Map::values)
                        .flatMap(Collection::stream)
                        .filter(metric -> names.test(metric.id()))
                        .map(Metric::asDouble);
        Stream<Double> aggregated =
                vertex.aggregated().values().stream()
                        .filter(metric -> names.test(metric.id()))
                        .map(aggregate)
                        .filter(Objects::nonNull);
        OptionalDouble folded = measured(ofSubtasks).reduce(by);
        if (folded.isEmpty()) {
            folded = measured(aggregated).reduce(by);
        }
        return folded.isPresent() ? Double.valueOf(folded.getAsDouble()) : null;
    }

    private static DoubleStream measured(Stream<Double> values) {
        return values.mapToDouble(value -> value).filter(Double::isFinite);
    }
}
