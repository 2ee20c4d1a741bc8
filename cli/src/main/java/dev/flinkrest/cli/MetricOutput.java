package dev.flinkrest.cli;

import dev.flinkrest.cli.output.Output;
import dev.flinkrest.cli.output.Quantities;
import dev.flinkrest.cli.output.View;
import dev.flinkrest.metrics.AggregatedMetric;
import dev.flinkrest.metrics.Metric;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Prints metrics, or the names of those there are. */
public final class MetricOutput {
    private static final View<String> NAMES =
            View.<String>named(name -> name).column("METRIC", name -> name);

    private static final View<Metric> METRICS =
            View.named(Metric::id).column("METRIC", Metric::id).text("VALUE", Metric::value);

    private static final View<AggregatedMetric> AGGREGATED =
            View.named(AggregatedMetric::id)
                    .column("METRIC", AggregatedMetric::id)
                    .number("MIN", metric -> Quantities.number(metric.min()))
                    .number("MAX", metric -> Quantities.number(metric.max()))
                    .number("AVG", metric -> Quantities.number(metric.avg()))
                    .number("SUM", metric -> Quantities.number(metric.sum()));

    private MetricOutput() {}

    /**
     * Prints metrics.
     *
     * @param out where to
     * @param onlyNames whether names alone are wanted
     * @param names reads the names
     * @param metrics reads the metrics
     */
    public static void print(
            Output out,
            boolean onlyNames,
            Supplier<List<String>> names,
            Supplier<Map<String, Metric>> metrics) {
        print(out, onlyNames, names, metrics, Metric::id, METRICS);
    }

    /**
     * Prints metrics of several subtasks or processes, put together.
     *
     * @param out where to
     * @param onlyNames whether names alone are wanted
     * @param names reads the names
     * @param metrics reads the metrics
     */
    public static void aggregated(
            Output out,
            boolean onlyNames,
            Supplier<List<String>> names,
            Supplier<Map<String, AggregatedMetric>> metrics) {
        print(out, onlyNames, names, metrics, AggregatedMetric::id, AGGREGATED);
    }

    private static <T> void print(
            Output out,
            boolean onlyNames,
            Supplier<List<String>> names,
            Supplier<Map<String, T>> metrics,
            Function<T, String> id,
            View<T> view) {
        if (onlyNames) {
            out.list(names.get().stream().sorted().toList(), NAMES, "No metrics.");
        } else {
            List<T> found =
                    metrics.get().values().stream().sorted(Comparator.comparing(id)).toList();
            out.list(found, view, "No such metrics; --names lists those there are.");
        }
    }
}
