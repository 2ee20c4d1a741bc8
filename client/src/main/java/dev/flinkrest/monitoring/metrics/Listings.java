package dev.flinkrest.monitoring.metrics;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.monitoring.metrics.NameCache.Validity;
import dev.flinkrest.rest.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds out, for one collection, which metrics components have: from the cache, or by one request
 * for all who want to know. Not safe for use by many threads.
 */
final class Listings {
    private final ParallelCalls calls;
    private final NameCache cache;
    private final Map<String, List<Waiter>> asked = new HashMap<>();
    private final Map<String, List<String>> fresh = new HashMap<>();
    private boolean onlyFresh;

    private record Waiter(Consumer<List<String>> onNames, Consumer<FlinkRestException> onFailure) {}

    Listings(ParallelCalls calls, NameCache cache) {
        this.calls = calls;
        this.cache = cache;
    }

    /** From now on the cache is not good enough, and neither is what was heard so far. */
    void askAgain() {
        onlyFresh = true;
        fresh.clear();
    }

    /** Returns the names if they are known without asking, else null. */
    @Nullable List<String> known(Request<?> listing, Validity validity) {
        List<String> heard = fresh.get(listing.target());
        return heard != null || onlyFresh ? heard : cache.get(listing.target(), validity);
    }

    <M> void find(
            Request<List<M>> listing,
            Function<M, String> id,
            Validity validity,
            Consumer<List<String>> onNames,
            Consumer<FlinkRestException> onFailure) {
        List<String> known = known(listing, validity);
        if (known != null) {
            onNames.accept(known);
            return;
        }
        String target = listing.target();
        Waiter waiter = new Waiter(onNames, onFailure);
        List<Waiter> others = asked.get(target);
        if (others != null) {
            others.add(waiter);
            return;
        }
        asked.put(target, new ArrayList<>(List.of(waiter)));
        calls.send(
                listing,
                reply -> {
                    List<String> names = reply.stream().map(id).toList();
                    cache.put(target, validity, names);
                    fresh.put(target, names);
                    waiters(target).forEach(each -> each.onNames().accept(names));
                },
                failure -> waiters(target).forEach(each -> each.onFailure().accept(failure)));
    }

    private List<Waiter> waiters(String target) {
        List<Waiter> waiters = asked.remove(target);
        return waiters == null ? List.of() : waiters;
    }
}
