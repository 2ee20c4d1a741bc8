package dev.flinkrest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.id.JobId;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.TlsOptions;
import dev.flinkrest.support.Blocked.Threads;
import dev.flinkrest.support.EchoServer;
import dev.flinkrest.support.Pinning;
import dev.flinkrest.support.TestAuthority;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Blocking calls by more virtual threads than there are connections, and none holds up a carrier.
 */
@Timeout(180)
class VirtualThreadsTest {
    private static final int CALLS = 10_000;
    private static final int CONNECTIONS = 32;

    @TempDir private Path directory;

    @Test
    void blockWithoutPinning() throws Exception {
        try (EchoServer server = new EchoServer();
                FlinkRestClient flink = client(server).build()) {
            callsPinNothing(flink, server);
        }
    }

    @Test
    void blockWithoutPinningOverTls() throws Exception {
        TestAuthority authority = new TestAuthority("Test CA");
        SSLContext context = authority.serverContext(authority.issue("flink", "127.0.0.1"));
        try (EchoServer server = EchoServer.tls(context);
                FlinkRestClient flink = client(server).tls(TlsOptions.of(context)).build()) {
            callsPinNothing(flink, server);
        }
    }

    @Test
    void wouldBeSeenIfTheyPinned() throws Exception {
        try (Pinning pinning = Pinning.record()) {
            CountDownLatch initialized = new CountDownLatch(1);
            Threads.VIRTUAL.start(
                    () -> {
                        SlowToInitialize.touch();
                        initialized.countDown();
                    });
            initialized.await();
            assertThat(pinning.events(directory.resolve("pinned.jfr")))
                    .isNotEmpty()
                    .allMatch(event -> event.contains("SlowToInitialize"));
        }
    }

    /** Waits in its initializer, which no virtual thread can leave its carrier in. */
    private static final class SlowToInitialize {
        static {
            LockSupport.parkNanos(50_000_000);
        }

        static void touch() {}
    }

    private static FlinkRestClientBuilder client(EchoServer server) {
        Duration aWhile = Duration.ofMinutes(2);
        return FlinkRestClient.builder()
                .url(server.uri())
                .maxConnections(CONNECTIONS)
                .callOptions(CallOptions.NONE.withPoolTimeout(aWhile).withResponseTimeout(aWhile));
    }

    private void callsPinNothing(FlinkRestClient flink, EchoServer server) throws Exception {
        try (Pinning loadingClasses = Pinning.record()) {
            call(flink, CALLS / 10);
            loadingClasses.events(directory.resolve("warm-up.jfr"));
        }
        try (Pinning pinning = Pinning.record()) {
            long asked = server.requests();
            call(flink, CALLS);
            assertThat(pinning.events(directory.resolve("calls.jfr"))).isEmpty();
            assertThat(server.requests() - asked).isEqualTo(CALLS);
            assertThat(server.mostConnections()).isLessThanOrEqualTo(CONNECTIONS);
        }
    }

    private static void call(FlinkRestClient flink, int calls) throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(calls);
        AtomicInteger right = new AtomicInteger();
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < calls; i++) {
            JobId job = JobId.of("%032x".formatted(i));
            Threads.VIRTUAL.start(
                    () -> {
                        try {
                            go.await();
                            if (flink.jobs().getConfig(job).jid().equals(job)) {
                                right.incrementAndGet();
                            }
                        } catch (InterruptedException | RuntimeException | Error e) {
                            failures.add(e);
                        } finally {
                            left.countDown();
                        }
                    });
        }
        go.countDown();
        assertThat(left.await(2, TimeUnit.MINUTES)).as("all calls ended").isTrue();
        assertThat(failures).isEmpty();
        assertThat(right).hasValue(calls);
    }
}
