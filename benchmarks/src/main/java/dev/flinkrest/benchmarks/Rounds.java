package dev.flinkrest.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The batches of each peer, one a round. */
final class Rounds {
    private final Map<Peer.Kind, List<Batch>> batches = new EnumMap<>(Peer.Kind.class);

    void add(Peer.Kind peer, Batch batch) {
        batches.computeIfAbsent(peer, key -> new ArrayList<>()).add(batch);
    }

    double median(Peer.Kind peer, ToDoubleFunction<Batch> of) {
        return quantile(peer, of, 0.5);
    }

    /** The ratio of the medians. */
    double toFloor(Peer.Kind peer, ToDoubleFunction<Batch> of) {
        return median(peer, of) / median(Peer.Kind.FLOOR, of);
    }

    double max(Peer.Kind peer, ToDoubleFunction<Batch> of) {
        return quantile(peer, of, 1);
    }

    /** Interpolates between the two nearest values. */
    double quantile(Peer.Kind peer, ToDoubleFunction<Batch> of, double q) {
        double[] sorted =
                batches.getOrDefault(peer, List.of()).stream().mapToDouble(of).sorted().toArray();
        double at = q * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
