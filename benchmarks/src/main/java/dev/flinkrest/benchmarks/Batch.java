package dev.flinkrest.benchmarks;

import java.util.Arrays;
import java.util.Map;

/**
 * What calls of one peer, made one after another for a while, have cost.
 *
 * @param calls how many
 * @param wallNanos how long they took in all
 * @param cpuNanos the processor time of the whole process
 * @param allocatedBytes by all threads
 * @param medianNanos of a single call
 * @param heapBytes the most heap used over idle; 0 if not measured
 */
record Batch(
        int calls,
        long wallNanos,
        long cpuNanos,
        long allocatedBytes,
        long medianNanos,
        long heapBytes) {
    private static final int MAX_CALLS = 1 << 20;
    private static final long[] SINGLE = new long[MAX_CALLS];

    /** A call of a peer. */
    @FunctionalInterface
    interface Call {
        Object by(Peer peer) throws Exception;
    }

    /** Is written, so that no call can be optimised away. */
    static volatile Object last = "";

    /** Calls until the time is over, and so often at the least. */
    static Batch run(Meter meter, Peer peer, Call call, long nanos, int least, boolean heap)
            throws Exception {
        long idle = heap ? meter.idleHeap() : 0;
        long collections = meter.collections();
        Map<Long, Long> allocated = meter.allocated();
        long cpu = meter.cpuNanos();
        long start = System.nanoTime();
        long before = start;
        int calls = 0;
        do {
            last = call.by(peer);
            long now = System.nanoTime();
            SINGLE[calls++] = now - before;
            before = now;
        } while ((before - start < nanos || calls < least) && calls < MAX_CALLS);
        long cpuSpent = meter.cpuNanos() - cpu;
        long bytes = meter.allocatedSince(allocated);
        long peak = heap ? meter.peakHeap() - idle : 0;
        if (heap && meter.collections() == collections) {
            peak = bytes; // all of it is still there; the pools count in steps of whole TLABs
        }
        return new Batch(calls, before - start, cpuSpent, bytes, median(calls), peak);
    }

    private static long median(int calls) {
        Arrays.sort(SINGLE, 0, calls);
        return SINGLE[calls / 2];
    }

    double cpuMicros() {
        return cpuNanos / 1e3 / calls;
    }

    double bytesPerCall() {
        return (double) allocatedBytes / calls;
    }

    double medianMicros() {
        return medianNanos / 1e3;
    }

    double callsPerSecond() {
        return calls * 1e9 / wallNanos;
    }
}
