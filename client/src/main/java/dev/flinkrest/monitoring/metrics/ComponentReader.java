package dev.flinkrest.monitoring.metrics;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.metrics.AggregatedMetric;
import dev.flinkrest.metrics.Aggregation;
import dev.flinkrest.metrics.Metric;
import dev.flinkrest.metrics.Metrics;
import dev.flinkrest.monitoring.metrics.NameCache.Validity;
import dev.flinkrest.rest.Request;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the metrics of one component for one collection. What was asked for and did not come is
 * asked for once more, after all else, and then reported. Not safe for use by many threads.
 *
 * @param <M> what a value decodes to
 */
final class ComponentReader<M> {
    private static final String NOT_GIVEN = "the server did not give it";
    private static final String NOT_AGGREGATED =
            "the server did not aggregate it; most likely it is no number";
    private static final String NOTHING_LISTED = "the server lists no metrics";

    private final Collecting collecting;
    private final Component component;
    private final Validity validity;
    private final Request<List<M>> listing;
    private final Request<List<M>> operation;
    private final Function<M, String> id;

    /**
     * Whether a reply is empty as soon as one name is unknown, as with aggregated values, of which
     * it leaves out what is no number.
     */
    private final boolean allOrNothing;

    private final Map<String, M> found = new TreeMap<>();
    private final Set<String> unanswered = new LinkedHashSet<>();
    private @Nullable Predicate<String> wish;
    private boolean nothingListed;
    private boolean again;
    private boolean asksAgain;

    private ComponentReader(
            Collecting collecting,
            Component component,
            Validity validity,
            Request<List<M>> listing,
            Request<List<M>> operation,
            Function<M, String> id,
            boolean allOrNothing) {
        this.collecting = collecting;
        this.component = component;
        this.validity = validity;
        this.listing = listing;
        this.operation = operation;
        this.id = id;
        this.allOrNothing = allOrNothing;
    }

    static ComponentReader<Metric> plain(
            Collecting collecting,
            Component component,
            Validity validity,
            Request<List<Metric>> operation) {
        return new ComponentReader<>(
                collecting, component, validity, operation, operation, Metric::id, false);
    }

    static ComponentReader<AggregatedMetric> aggregated(
            Collecting collecting,
            Component component,
            Validity validity,
            Request<List<AggregatedMetric>> operation,
            List<Aggregation> aggregations) {
        return new ComponentReader<>(
                collecting,
                component,
                validity,
                operation,
                operation.query("agg", aggregations),
                AggregatedMetric::id,
                true);
    }

    /** What came, by name. */
    Map<String, M> found() {
        return found;
    }

    void read(MetricNames names) {
        read(names.named(), names.listed());
    }

    /**
     * Begins to read.
     *
     * @param named the metrics that are asked for in any case
     * @param listed chooses from what the server lists; null if nothing is chosen so
     */
    void read(Collection<String> named, @Nullable Predicate<String> listed) {
        wish = listed;
        boolean namesHelp = allOrNothing && collecting.listings().known(listing, validity) != null;
        if (listed != null || namesHelp) {
            list(named);
        } else {
            ask(named);
        }
    }

    private void list(Collection<String> named) {
        list(names -> choose(named, names), failure -> missing(named, failure));
    }

    /** Finds out what there is, without reading it. */
    void list(Consumer<List<String>> onNames, Consumer<FlinkRestException> onFailure) {
        collecting.listings().find(listing, id, validity, onNames, onFailure);
    }

    private void choose(Collection<String> named, List<String> names) {
        if (names.isEmpty()) {
            nothingListed = true;
            if (again) {
                collecting.missing(component.missing(named, NOTHING_LISTED));
            } else {
                askAgainLater(named);
            }
            return;
        }
        Set<String> wanted = new LinkedHashSet<>(named);
        if (wish != null) {
            names.stream().filter(wish).forEach(wanted::add);
        }
        if (allOrNothing) {
            Set<String> unlisted = new LinkedHashSet<>(named);
            names.forEach(unlisted::remove);
            wanted.removeAll(unlisted);
            notGiven(unlisted, NOT_GIVEN);
        }
        ask(wanted);
    }

    private void ask(Collection<String> names) {
        List<List<String>> chunks;
        try {
            chunks = Metrics.split(operation, names);
        } catch (IllegalArgumentException e) {
            if (names.size() > 1) {
                names.forEach(name -> ask(List.of(name)));
            } else {
                collecting.missing(component.missing(names, String.valueOf(e.getMessage())));
            }
            return;
        }
        for (List<String> chunk : chunks) {
            collecting
                    .calls()
                    .send(
                            operation.query("get", chunk),
                            reply -> answered(chunk, reply),
                            failure -> missing(chunk, failure));
        }
    }

    private void answered(List<String> asked, List<M> reply) {
        reply.forEach(metric -> found.put(id.apply(metric), metric));
        List<String> left = asked.stream().filter(name -> !found.containsKey(name)).toList();
        if (!allOrNothing) {
            notGiven(left, NOT_GIVEN);
        } else if (reply.isEmpty()) {
            notGiven(left, NOT_AGGREGATED);
        } else if (!left.isEmpty()) {
            // an unknown name would have emptied the reply
            collecting.missing(component.missing(left, NOT_AGGREGATED));
        }
    }

    private void notGiven(Collection<String> names, String reason) {
        if (names.isEmpty()) {
            return;
        }
        if (again) {
            collecting.missing(component.missing(names, reason));
        } else {
            askAgainLater(names);
        }
    }

    private void missing(Collection<String> names, FlinkRestException failure) {
        collecting.missing(component.missing(names, failure));
    }

    private void askAgainLater(Collection<String> names) {
        unanswered.addAll(names);
        if (!asksAgain) {
            asksAgain = true;
            collecting.later(this::askAgain);
        }
    }

    private void askAgain() {
        again = true;
        List<String> names = new ArrayList<>(unanswered);
        if (!nothingListed) {
            wish = null; // what it chose is among the names
        }
        if (nothingListed || allOrNothing) {
            list(names);
        } else {
            ask(names);
        }
    }
}
