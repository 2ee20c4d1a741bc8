package dev.flinkrest.monitoring.metrics;

import dev.flinkrest.internal.util.Check;
import dev.flinkrest.internal.util.Immutable;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Chooses metrics of one kind of component. Those that are named are asked for, and a snapshot says
 * if they did not come; the others are chosen from what the server lists. Names are what Flink
 * lists for one subtask: {@code numRecordsInPerSecond} of the task, {@code
 * Source__Numbers.numRecordsInPerSecond} of an operator in it. Immutable; as safe for use by many
 * threads as its predicates.
 */
public final class MetricNames {
    private static final MetricNames ALL = new MetricNames(List.of(), name -> true);

    private final List<String> named;
    private final @Nullable Predicate<String> listed;

    private MetricNames(Collection<String> named, @Nullable Predicate<String> listed) {
        this.named = Immutable.list(new LinkedHashSet<>(named));
        this.listed = listed;
    }

    /**
     * Chooses all metrics that the server lists.
     *
     * @return the choice
     */
    public static MetricNames all() {
        return ALL;
    }

    /**
     * Chooses metrics by name.
     *
     * @param names the names, at least one
     * @return the choice
     * @throws IllegalArgumentException if there is no name, or one is blank
     */
    public static MetricNames of(String... names) {
        return of(Arrays.asList(names));
    }

    /**
     * Chooses metrics by name.
     *
     * @param names the names, at least one
     * @return the choice
     * @throws IllegalArgumentException if there is no name, or one is blank
     */
    public static MetricNames of(Collection<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException(
                    "there are no metric names; name at least one, or choose MetricNames.all()");
        }
        names.forEach(name -> Check.notBlank("metric name", name));
        return new MetricNames(names, null);
    }

    /**
     * Chooses those metrics that the server lists whose name begins as wished.
     *
     * @param prefix how the name begins, for example {@code Status.JVM.Memory.}
     * @return the choice
     * @throws IllegalArgumentException if the prefix is blank
     */
    public static MetricNames startingWith(String prefix) {
        Check.notBlank("prefix", prefix);
        return matching(name -> name.startsWith(prefix));
    }

    /**
     * Chooses those metrics that the server lists whose name is as wished. None of them is missed
     * where it does not exist.
     *
     * @param wish tells whether a metric of this name is wanted; called on the thread that collects
     * @return the choice
     */
    public static MetricNames matching(Predicate<String> wish) {
        return new MetricNames(List.of(), wish);
    }

    /**
     * Chooses what one of two choices chooses.
     *
     * @param other the other choice
     * @return a new choice
     */
    public MetricNames or(MetricNames other) {
        LinkedHashSet<String> both = new LinkedHashSet<>(named);
        both.addAll(other.named);
        return new MetricNames(
                both,
                listed == null
                        ? other.listed
                        : other.listed == null ? listed : listed.or(other.listed));
    }

    /** The metrics that are named. */
    List<String> named() {
        return named;
    }

    /** Chooses from what the server lists; null if nothing is chosen so. */
    @Nullable Predicate<String> listed() {
        return listed;
    }

    @Override
    public String toString() {
        return this == ALL
                ? "MetricNames[all]"
                : "MetricNames" + named + (listed == null ? "" : " and by predicate");
    }
}
