package dev.flinkrest.metrics;

import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.internal.util.Check;
import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.RestCaller;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads any of Flink's metric operations: all names where none are given, as many requests as the
 * length of a request line makes it take, and an answer in which only what does not exist is
 * absent. Safe for use by many threads.
 */
public final class Metrics {
    /**
     * Flink cuts the request line at 4096 bytes and answers 404. What is left serves the method,
     * the protocol and the path prefix of a proxy.
     */
    private static final int MAX_TARGET = 3_800;

    private final RestCaller rest;

    /**
     * Makes a reader.
     *
     * @param rest carries out the requests
     */
    public Metrics(RestCaller rest) {
        this.rest = rest;
    }

    /**
     * Lists the names that there are.
     *
     * @param operation a metrics operation of plain values
     * @return the names, as the server orders them
     */
    public List<String> names(Request<List<Metric>> operation) {
        return rest.send(operation).stream().map(Metric::id).toList();
    }

    /**
     * Lists the names that there are.
     *
     * @param operation a metrics operation of aggregated values
     * @return the names, as the server orders them
     */
    public List<String> aggregatedNames(Request<List<AggregatedMetric>> operation) {
        return rest.send(operation).stream().map(AggregatedMetric::id).toList();
    }

    /**
     * Reads values.
     *
     * @param operation a metrics operation of plain values
     * @param names the names; empty for all
     * @return the metrics by name; what the server does not know is absent
     * @throws IllegalArgumentException if a name is blank or longer than a request can be
     */
    public Map<String, Metric> values(Request<List<Metric>> operation, List<String> names) {
        names.forEach(name -> Check.notBlank("metric name", name));
        Set<String> wanted = new LinkedHashSet<>(names.isEmpty() ? names(operation) : names);
        Map<String, Metric> found = new LinkedHashMap<>();
        for (List<String> chunk : split(operation, wanted)) {
            rest.send(operation.query("get", chunk))
                    .forEach(metric -> found.put(metric.id(), metric));
        }
        return Collections.unmodifiableMap(found);
    }

    /**
     * Reads aggregated values. Flink answers nothing at all when one of the names does not exist,
     * or none is a number; then the names are told apart by asking again.
     *
     * @param operation a metrics operation of aggregated values, narrowed to chosen components if
     *     need be
     * @param query the names and aggregations
     * @return the metrics by name; what the server does not know, or cannot aggregate, is absent
     * @throws IllegalArgumentException if a name is longer than a request can be
     * @throws UnsupportedByServerException if {@link Aggregation#SKEW} is asked of a server older
     *     than 1.20
     */
    public Map<String, AggregatedMetric> aggregated(
            Request<List<AggregatedMetric>> operation, MetricQuery query) {
        if (query.aggregations().contains(Aggregation.SKEW)) {
            requireSkew(rest.version(), operation.endpoint());
        }
        boolean all = query.names().isEmpty();
        Set<String> wanted = new LinkedHashSet<>(all ? aggregatedNames(operation) : query.names());
        AggregatedReader reader = new AggregatedReader(operation, query.aggregations());
        for (List<String> chunk : split(operation.query("agg", query.aggregations()), wanted)) {
            reader.read(chunk, all);
        }
        return Collections.unmodifiableMap(reader.found);
    }

    private final class AggregatedReader {
        private final Request<List<AggregatedMetric>> namesOperation;
        private final Request<List<AggregatedMetric>> operation;
        private final Map<String, AggregatedMetric> found = new LinkedHashMap<>();

        AggregatedReader(
                Request<List<AggregatedMetric>> operation, List<Aggregation> aggregations) {
            this.namesOperation = operation;
            this.operation = operation.query("agg", aggregations);
        }

        /** Reads a chunk of names; {@code listed} says that the server itself has listed them. */
        void read(List<String> names, boolean listed) {
            if (ask(names)) {
                return;
            }
            Set<String> existing = listed ? Set.of() : Set.copyOf(aggregatedNames(namesOperation));
            List<String> left = listed ? names : names.stream().filter(existing::contains).toList();
            // again, for Flink fetches metrics lazily: a first answer may be empty for that alone
            if (!left.isEmpty() && !ask(left)) {
                askHalves(left);
            }
        }

        private void askHalves(List<String> names) {
            if (names.size() == 1) {
                return;
            }
            int middle = names.size() / 2;
            for (List<String> half :
                    List.of(names.subList(0, middle), names.subList(middle, names.size()))) {
                if (!ask(half)) {
                    askHalves(half);
                }
            }
        }

        private boolean ask(List<String> names) {
            List<AggregatedMetric> reply = rest.send(operation.query("get", names));
            reply.forEach(metric -> found.put(metric.id(), metric));
            return !reply.isEmpty();
        }
    }

    /**
     * Refuses {@link Aggregation#SKEW} where the server does not know it.
     *
     * @param server the server's version
     * @param operation a metrics operation of aggregated values
     * @throws UnsupportedByServerException if the server is older than 1.20
     */
    public static void requireSkew(
            FlinkVersion server, Endpoint<List<AggregatedMetric>> operation) {
        server.require(
                FlinkVersion.V1_20,
                operation.toString(),
                "the aggregation skew",
                "Ask for min, max and avg instead");
    }

    /**
     * Splits names so that each request line stays as short as Flink takes it.
     *
     * @param <M> what a value decodes to
     * @param operation a metrics operation, with all of its query but {@code get}
     * @param names the names
     * @return the names, in as many lists as it takes requests
     * @throws IllegalArgumentException if a name is longer than a request can be
     */
    public static <M> List<List<String>> split(
            Request<List<M>> operation, Collection<String> names) {
        Function<List<String>, Integer> length =
                chunk -> operation.query("get", chunk).target().length();
        List<List<String>> chunks = new ArrayList<>();
        List<String> chunk = new ArrayList<>();
        int size = 0;
        for (String name : names) {
            int alone = length.apply(List.of(name));
            if (alone > MAX_TARGET) {
                throw new IllegalArgumentException(
                        "a request for the metric '"
                                + (name.length() > 80 ? name.substring(0, 80) + "…" : name)
                                + "' would be "
                                + alone
                                + " bytes long, and Flink reads at most 4096; choose fewer"
                                + " components, or ask for a metric of a shorter name");
            }
            int more = alone - operation.target().length() + 1;
            if (!chunk.isEmpty() && size + more > MAX_TARGET) {
                chunks.add(List.copyOf(chunk));
                chunk.clear();
            }
            size = chunk.isEmpty() ? alone : size + more;
            chunk.add(name);
        }
        if (!chunk.isEmpty()) {
            chunks.add(List.copyOf(chunk));
        }
        return chunks;
    }
}
