package dev.flinkrest.metrics;

import dev.flinkrest.internal.util.Check;
import dev.flinkrest.internal.util.Immutable;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Chooses metrics, and the aggregations that are asked for. Immutable and safe for use by many
 * threads.
 *
 * @param names the metrics' names; empty for all that there are
 * @param aggregations the aggregations; empty for all that the server knows
 */
public record MetricQuery(List<String> names, List<Aggregation> aggregations) {
    private static final MetricQuery ALL = new MetricQuery(List.of(), List.of());

    /**
     * Checks the names and drops what is named twice.
     *
     * @throws IllegalArgumentException if a name is blank
     */
    public MetricQuery {
        names.forEach(name -> Check.notBlank("metric name", name));
        names = Immutable.list(new LinkedHashSet<>(names));
        aggregations =
                aggregations.isEmpty() ? List.of() : List.copyOf(EnumSet.copyOf(aggregations));
    }

    /**
     * Chooses all metrics that there are.
     *
     * @return the query, with all aggregations that the server knows
     */
    public static MetricQuery all() {
        return ALL;
    }

    /**
     * Chooses metrics by name.
     *
     * @param names the names; none means all
     * @return the query, with all aggregations that the server knows
     * @throws IllegalArgumentException if a name is blank
     */
    public static MetricQuery of(String... names) {
        return of(Arrays.asList(names));
    }

    /**
     * Chooses metrics by name.
     *
     * @param names the names; none means all
     * @return the query, with all aggregations that the server knows
     * @throws IllegalArgumentException if a name is blank
     */
    public static MetricQuery of(Collection<String> names) {
        return new MetricQuery(List.copyOf(names), List.of());
    }

    /**
     * Returns this query with chosen aggregations.
     *
     * @param aggregation the aggregations; none means all that the server knows
     * @return a new query
     */
    public MetricQuery aggregatedBy(Aggregation... aggregation) {
        return new MetricQuery(names, List.of(aggregation));
    }
}
