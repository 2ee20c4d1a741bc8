package dev.flinkrest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.JobConfig;
import dev.flinkrest.jobs.JobEndpoints;
import dev.flinkrest.rest.Request;
import dev.flinkrest.support.EchoServer;
import dev.flinkrest.support.Leftovers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Many threads share one client: no call fails or gets another's answer, and nothing piles up. A
 * thread makes a few hundred calls, or as many as {@code -Dload.calls} says.
 */
class LoadTest {
    private static final int THREADS = 64;
    private static final int CONNECTIONS = 32;
    private static final int CALLS = Integer.getInteger("load.calls", 250);
    private static final int WARM_UP = 50;
    private static final long NOISE = 4L << 20;

    @Test
    void answersAllAndKeepsNothing() throws Exception {
        try (EchoServer server = new EchoServer()) {
            try (FlinkRestClient flink = client(server)) {
                load(flink, 2); // what a JVM opens once
            }
            Leftovers before = Leftovers.before();
            try (FlinkRestClient flink = client(server)) {
                load(flink, WARM_UP); // what a client makes once
                long heap = Leftovers.heap();
                int threads = before.newThreads().size();
                long asked = server.requests();
                load(flink, CALLS);
                assertThat(server.requests() - asked).isEqualTo((long) THREADS * CALLS);
                assertThat(Leftovers.heap() - heap).as("bytes").isLessThan(NOISE);
                assertThat(before.newThreads()).hasSizeLessThanOrEqualTo(threads);
            }
            assertThat(server.mostConnections())
                    .as("so many for reads, and as many for writes")
                    .isBetween(2, 2 * CONNECTIONS);
            before.assertNone();
        }
    }

    private static FlinkRestClient client(EchoServer server) {
        return FlinkRestClient.builder().url(server.uri()).maxConnections(CONNECTIONS).build();
    }

    private static void load(FlinkRestClient flink, int calls) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                threads.add(
                        pool.submit(
                                () -> {
                                    for (int call = 0; call < calls; call++) {
                                        JobId job = JobId.of("%016x%016x".formatted(thread, call));
                                        assertThat(ask(flink, job, call)).isEqualTo(job);
                                    }
                                    return null;
                                }));
            }
            for (Future<?> thread : threads) {
                thread.get();
            }
        } finally {
            pool.shutdownNow();
            assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Asks for a job, in one of all the ways there are to ask; gives the job in the answer. */
    private static JobId ask(FlinkRestClient flink, JobId job, int call) throws IOException {
        Request<JobConfig> request = JobEndpoints.CONFIG.with(job);
        return switch (call % 8) {
            case 1 -> flink.sendAsync(request).join().jid();
            case 3 -> flink.exchange(request).decode().jid();
            case 5 -> {
                try (InputStream in = flink.open(request)) {
                    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    yield JobId.of(text.substring(8, 40));
                }
            }
            case 7 -> {
                flink.jobs().terminate(job);
                yield job;
            }
            default -> flink.jobs().getConfig(job).jid();
        };
    }
}
