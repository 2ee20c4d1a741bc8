package dev.flinkrest.examples;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.rest.CallListener;
import java.util.LongSummaryStatistics;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Counts and times requests, and finds a call again by its id. */
public final class Observe {
    private Observe() {}

    // listener
    /** Times requests by operation and outcome; a library of metrics would do it by timers. */
    private static final class Times implements CallListener {
        private final ConcurrentMap<String, LongSummaryStatistics> millis =
                new ConcurrentSkipListMap<>();

        @Override
        public void onRequest(RequestEvent event) {
            Throwable failure = event.failure();
            String outcome = failure == null ? "OK" : failure.getClass().getSimpleName();
            LongSummaryStatistics times =
                    millis.computeIfAbsent(
                            event.attempt().operation() + " " + outcome,
                            operation -> new LongSummaryStatistics());
            synchronized (times) { // many threads may make calls
                times.accept(event.duration().toMillis());
            }
        }

        @Override
        public void onFailover(FailoverEvent event) {
            System.out.println("Asks " + event.next() + ": " + event.failure().getMessage());
        }
    }

    // end of listener

    /**
     * Runs the example.
     *
     * @param args the URL of a Flink cluster
     */
    public static void main(String[] args) {
        if (args.length != 1) {
            System.err.println("Usage: Observe URL");
            System.exit(2);
        }
        String url = args[0];
        // client
        Times times = new Times();
        try (FlinkRestClient flink =
                FlinkRestClient.builder()
                        .url(url)
                        .listener(times)
                        .requestIds("X-Request-Id")
                        .build()) {
            flink.jobs().overview();
            flink.jobs().get(JobId.of("00000000000000000000000000000000"));
        } catch (NotFoundException e) {
            System.out.println("Look for " + e.requestId() + " in the gateway's log");
        }
        times.millis.forEach((what, ms) -> System.out.println(what + ": " + ms.getMax() + " ms"));
        // end of client
    }
}
