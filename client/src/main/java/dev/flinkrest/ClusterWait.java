package dev.flinkrest;

import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.cluster.ClusterOverview;
import dev.flinkrest.internal.util.Check;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.internal.waiting.Wait;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.RestCaller;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Waits for what a cluster shall have.
 *
 * @param rest carries out the requests
 * @param ticker the clock
 */
record ClusterWait(RestCaller rest, Ticker ticker) {

    ClusterOverview slots(int slots, Duration timeout) {
        Check.atLeast("slots", slots, 1);
        return until(slots, "free slots", ClusterOverview::slotsAvailable, timeout);
    }

    ClusterOverview taskManagers(int taskManagers, Duration timeout) {
        Check.atLeast("taskManagers", taskManagers, 1);
        return until(taskManagers, "task managers", ClusterOverview::taskmanagers, timeout);
    }

    private ClusterOverview until(
            int wanted, String what, ToIntFunction<ClusterOverview> count, Duration timeout) {
        AtomicReference<@Nullable ClusterOverview> last = new AtomicReference<>();
        return new Wait("wait for " + wanted + " " + what, timeout, ticker)
                .until(
                        left -> {
                            ClusterOverview overview =
                                    rest.send(
                                            ClusterEndpoints.OVERVIEW
                                                    .with()
                                                    .with(
                                                            CallOptions.NONE.withCallTimeout(
                                                                    left.get())));
                            last.set(overview);
                            return count.applyAsInt(overview) >= wanted ? overview : null;
                        },
                        () -> howFar(last.get()));
    }

    private static String howFar(@Nullable ClusterOverview overview) {
        return overview == null
                ? "the server did not answer"
                : String.format(
                        "the cluster has %d task managers and %d slots, of which %d are free",
                        overview.taskmanagers(), overview.slotsTotal(), overview.slotsAvailable());
    }
}
