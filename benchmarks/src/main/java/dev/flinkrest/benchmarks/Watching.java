package dev.flinkrest.benchmarks;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.jobs.JobEndpoints;
import dev.flinkrest.jobs.JobOverview;
import dev.flinkrest.jobs.JobWatch;
import dev.flinkrest.rest.ForwardingCaller;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.RestCaller;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Watches many jobs for many subscribers, and compares what an interval costs with one bare reading
 * of the overview, and with what the subscribers would pay if each read it.
 */
final class Watching {
    static final int SUBSCRIBERS = 100;

    /** So many pollers are measured, and what they cost is multiplied: more do not fit the heap. */
    private static final int POLLERS = 10;

    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final Meter meter;
    private final int port;

    /** What pollers have to compare the next reply with. */
    private final List<List<JobOverview>> kept = new ArrayList<>();

    private long idleHeap;
    private final Map<Way, List<Cost>> costs = new EnumMap<>(Way.class);

    /** How the jobs are watched. */
    enum Way {
        FLOOR("one bare `overview()` an interval (floor)"),
        QUIET("**this client's watch**, nothing changes"),
        BUSY("**this client's watch**, 100 jobs come and 100 go"),
        POLLERS("pollers that each read the overview and keep the last");

        private final String title;

        Way(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /**
     * What an interval costs in which the jobs were asked for; on a busy machine some pass without.
     *
     * @param cpuMicros the processor time of the whole process
     * @param bytes allocated by all threads
     * @param heapBytes held from one interval to the next
     * @param requests sent, per time of an interval
     * @param events delivered to all subscribers
     */
    record Cost(double cpuMicros, double bytes, double heapBytes, double requests, double events) {

        Cost times(int factor) {
            return new Cost(
                    cpuMicros * factor,
                    bytes * factor,
                    heapBytes * factor,
                    requests * factor,
                    events * factor);
        }
    }

    Watching(Meter meter, int port) {
        this.meter = meter;
        this.port = port;
    }

    /** Counts what is sent. */
    private static final class Counting extends ForwardingCaller {
        private long requests;

        Counting(RestCaller rest) {
            super(rest);
        }

        @Override
        public <R extends @Nullable Object> R send(Request<R> request) {
            R reply = super.send(request);
            count();
            return reply;
        }

        private synchronized void count() {
            requests++;
            notifyAll();
        }

        /** Waits for so many more, and returns how many there were in all. */
        synchronized long await(int more) throws InterruptedException {
            for (long last = requests + more; requests < last; ) {
                wait();
            }
            return requests;
        }
    }

    /** Measures each way in turn, so many rounds of so many intervals. */
    void run(int warmUps, int rounds, int intervals) throws InterruptedException {
        for (int round = -warmUps; round < rounds; round++) {
            idleHeap = round <= 0 ? meter.idleHeap() : idleHeap;
            for (Way way : Way.values()) {
                Cost cost =
                        switch (way) {
                            case FLOOR -> poll(1, intervals);
                            case QUIET -> watch("quiet", intervals);
                            case BUSY -> watch("busy", intervals);
                            case POLLERS -> poll(POLLERS, 1).times(SUBSCRIBERS / POLLERS);
                        };
                if (round >= 0) {
                    costs.computeIfAbsent(way, key -> new ArrayList<>()).add(cost);
                }
            }
        }
    }

    double median(Way way, ToDoubleFunction<Cost> of) {
        return sorted(way, of)[costs.getOrDefault(way, List.of()).size() / 2];
    }

    /** What is held in the least of all rounds: never too little, as often too much. */
    double heapBytes(Way way) {
        return sorted(way, Cost::heapBytes)[0];
    }

    private double[] sorted(Way way, ToDoubleFunction<Cost> of) {
        return costs.getOrDefault(way, List.of()).stream().mapToDouble(of).sorted().toArray();
    }

    private FlinkRestClient connect(String path) {
        return FlinkRestClient.connect(URI.create("http://127.0.0.1:" + port + "/" + path));
    }

    private Cost poll(int pollers, int intervals) throws InterruptedException {
        try (FlinkRestClient flink = connect("quiet")) {
            for (int i = 0; i < pollers; i++) {
                kept.add(flink.jobs().overview());
            }
            long held = meter.idleHeap() - idleHeap;
            Map<Long, Long> allocated = meter.allocated();
            long cpu = meter.cpuNanos();
            for (int interval = 0; interval < intervals; interval++) {
                for (int i = 0; i < pollers; i++) {
                    kept.set(i, flink.send(JobEndpoints.OVERVIEW.with()).jobs());
                }
                Thread.sleep(INTERVAL.toMillis());
            }
            return new Cost(
                    (meter.cpuNanos() - cpu) / 1e3 / intervals,
                    (double) meter.allocatedSince(allocated) / intervals,
                    held,
                    pollers,
                    0);
        } finally {
            kept.clear();
        }
    }

    /** Looks between two polls; the least of several, for what a poll is reading is not held. */
    private long held(Counting counting) throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            counting.await(1);
            Thread.sleep(INTERVAL.dividedBy(4).toMillis()); // until it was compared
            least = Math.min(least, meter.idleHeap() - idleHeap);
        }
        return least;
    }

    private Cost watch(String path, int intervals) throws InterruptedException {
        LongAdder events = new LongAdder();
        try (FlinkRestClient flink = connect(path)) {
            Counting counting = new Counting(flink);
            try (JobWatch watch = FlinkRestClient.over(counting).jobs().watch(INTERVAL)) {
                for (int i = 0; i < SUBSCRIBERS; i++) {
                    watch.listen(event -> events.increment());
                }
                while (events.sum() < SUBSCRIBERS) {
                    Thread.sleep(INTERVAL.toMillis());
                }
                long held = held(counting);
                long before = counting.await(2);
                Map<Long, Long> allocated = meter.allocated();
                long begun = System.nanoTime();
                long cpu = meter.cpuNanos();
                long delivered = events.sum();
                long sent = counting.await(intervals) - before;
                double passed = (double) (System.nanoTime() - begun) / INTERVAL.toNanos();
                return new Cost(
                        (meter.cpuNanos() - cpu) / 1e3 / sent,
                        (double) meter.allocatedSince(allocated) / sent,
                        held,
                        sent / passed,
                        (double) (events.sum() - delivered) / sent);
            }
        }
    }
}
