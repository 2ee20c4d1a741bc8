package dev.flinkrest.jobs;

import static dev.flinkrest.jobs.JobStatus.FINISHED;
import static dev.flinkrest.jobs.JobStatus.RUNNING;
import static dev.flinkrest.jobs.Overviews.inShort;
import static dev.flinkrest.jobs.Overviews.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.jobs.Overviews.Noting;
import dev.flinkrest.support.RawServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads of a watch: who asks, and who is called. */
@Timeout(60)
class JobWatchTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Overviews cluster = new Overviews();
    private final Gate gate = new Gate();
    private final JobWatch watch = new JobWatch(cluster.rest, SECOND, gate);

    /** A clock whose seconds pass when the test says so. */
    private static final class Gate implements Ticker {
        private final Semaphore asleep = new Semaphore(0);
        private final Semaphore passed = new Semaphore(0);
        private final AtomicLong now = new AtomicLong();

        @Override
        public long nanoTime() {
            return now.get();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            asleep.release();
            passed.acquire();
            now.addAndGet(duration.toNanos());
        }

        /** Waits until the watch has asked. */
        void awaitPoll() {
            asleep.acquireUninterruptibly();
        }

        void pass() {
            passed.release();
        }
    }

    @Test
    void outlivesASupplierThatThrows() throws Exception {
        AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        RawServer server = RawServer.replying(RawServer.ok("{\"jobs\":[]}"));
        try (server;
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url(server.uri())
                                .headers(
                                        () -> {
                                            RuntimeException thrown = failure.get();
                                            if (thrown != null) {
                                                throw thrown;
                                            }
                                            return Map.of();
                                        })
                                .build();
                JobWatch watched = flink.jobs().watch(Duration.ofMillis(10))) {
            Heard heard = new Heard();
            watched.listen(heard);
            assertThat(heard.next()).isEqualTo("[]");
            failure.set(new IllegalStateException("there is no token yet"));
            assertThat(heard.next()).isEqualTo("lost(ConnectionException)");
            failure.set(new UnsupportedOperationException("nor now"));
            failure.set(null);
            assertThat(heard.next()).isEqualTo("back");
        }
    }

    /** A listener that somebody waits for. */
    private static final class Heard implements Consumer<JobEvent> {
        private final BlockingQueue<JobEvent> events = new LinkedBlockingQueue<>();

        @Override
        public void accept(JobEvent event) {
            events.add(event);
        }

        String next() throws InterruptedException {
            JobEvent event = events.poll(30, TimeUnit.SECONDS);
            return event == null ? "nothing" : inShort(event);
        }
    }

    private static List<Thread> threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(name))
                .toList();
    }

    private static void awaitEndOfAll(String name) throws InterruptedException {
        for (Thread thread : threads(name)) {
            thread.join();
        }
    }

    @AfterEach
    void nothingIsLeft() throws InterruptedException {
        watch.close();
        watch.close();
        awaitEndOfAll("flink-job-");
    }

    @Test
    void asksOnceForAHundredSubscribersWhileThereAreAny() throws Exception {
        cluster.then(job(1, RUNNING, 5)).then(job(1, FINISHED, 9)).then(job(2, RUNNING, 9));
        assertThat(threads("flink-job-")).isEmpty();
        List<Heard> all = new ArrayList<>();
        List<JobWatch.Listening> listening = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(new Heard());
            listening.add(watch.listen(all.get(i)));
        }
        gate.awaitPoll();
        gate.pass();
        gate.awaitPoll();
        for (Heard heard : all) {
            // who came after the first poll may have been shown the second
            String first = heard.next();
            if (!first.equals("[1:FINISHED]")) {
                assertThat(first).isEqualTo("[1:RUNNING]");
                assertThat(heard.next()).isEqualTo("1:RUNNING>FINISHED");
            }
        }
        assertThat(cluster.rest.asked).containsExactly("GET /jobs/overview", "GET /jobs/overview");
        assertThat(threads("flink-job-watch")).hasSize(1).allMatch(Thread::isDaemon);
        assertThat(threads("flink-job-events")).hasSizeLessThanOrEqualTo(8);

        listening.forEach(JobWatch.Listening::close);
        awaitEndOfAll("flink-job-watch");
        assertThat(cluster.rest.asked).hasSize(2);

        Heard later = new Heard();
        watch.listen(later);
        assertThat(later.next()).as("nothing of before").isEqualTo("[2:RUNNING]");
    }

    @Test
    void aListenerThatBlocksOrThrowsHoldsUpNobody() throws Exception {
        cluster.then(job(1, RUNNING, 5)).then(job(1, FINISHED, 9));
        CountDownLatch end = new CountDownLatch(1);
        Heard thrower = new Heard();
        Heard heard = new Heard();
        watch.listen(
                event -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
        watch.listen(
                event -> {
                    thrower.accept(event);
                    throw new IllegalStateException("as the test wants it");
                });
        watch.listen(heard);
        gate.awaitPoll();
        assertThat(heard.next()).isEqualTo("[1:RUNNING]");
        assertThat(thrower.next()).isEqualTo("[1:RUNNING]");
        gate.pass();
        assertThat(heard.next()).isEqualTo("1:RUNNING>FINISHED");
        assertThat(thrower.next()).isEqualTo("1:RUNNING>FINISHED");
        end.countDown();
    }

    @Test
    void closingCompletesSubscribersAndEndsAllThreads() throws Exception {
        cluster.then(job(1, RUNNING, 5));
        Noting noting = new Noting(9);
        watch.subscribe(noting, DeliveryOptions.DEFAULTS.withExecutor(Runnable::run));
        Heard heard = new Heard();
        watch.listen(heard);
        gate.awaitPoll();
        heard.next();
        watch.close();
        assertThat(noting.news()).isEqualTo("[1:RUNNING] complete");
        awaitEndOfAll("flink-job-");
        assertThat(cluster.rest.asked).hasSize(1);

        watch.subscribe(noting);
        assertThat(noting.news()).isEqualTo("complete");
        assertThatIllegalStateException()
                .isThrownBy(() -> watch.listen(heard))
                .withMessage("the watch is closed");
    }

    @Test
    void cancellingWithinASignalEndsThePoll() throws Exception {
        cluster.then(job(1, RUNNING, 5));
        Noting noting =
                new Noting(9) {
                    @Override
                    public void onNext(JobEvent event) {
                        super.onNext(event);
                        subscription.cancel();
                    }
                };
        watch.subscribe(noting, DeliveryOptions.DEFAULTS.withExecutor(Runnable::run));
        awaitEndOfAll("flink-job-watch");
        assertThat(noting.news()).isEqualTo("[1:RUNNING]");
    }

    @Test
    void theClientsEndIsItsOwn() throws Exception {
        try (RawServer server = RawServer.replying(RawServer.ok("{\"jobs\":[]}"))) {
            FlinkRestClient flink = FlinkRestClient.connect(server.uri());
            JobWatch ofClient = new JobWatch(flink, SECOND, gate);
            Heard heard = new Heard();
            Noting noting = new Noting(9);
            ofClient.listen(heard);
            ofClient.subscribe(noting, DeliveryOptions.DEFAULTS.withExecutor(Runnable::run));
            assertThat(heard.next()).isEqualTo("[]");
            flink.close();
            gate.awaitPoll();
            gate.pass();
            awaitEndOfAll("flink-job-watch");
            assertThat(noting.news()).isEqualTo("[] complete");
            ofClient.subscribe(noting, DeliveryOptions.DEFAULTS.withExecutor(Runnable::run));
            awaitEndOfAll("flink-job-watch");
            assertThat(noting.news()).isEqualTo("complete");
            ofClient.close();
        }
    }

    @Test
    void aServerThatHangsUpIsLostUntilItAnswers() throws Exception {
        String[] overview = {"{\"jobs\":[" + job(1, RUNNING, 5) + "]}"};
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    if (overview[0].isEmpty()) {
                                        socket.close();
                                    } else {
                                        RawServer.write(socket, RawServer.ok(overview[0]));
                                    }
                                });
                FlinkRestClient flink = FlinkRestClient.connect(server.uri());
                JobWatch ofClient = new JobWatch(flink, SECOND, gate)) {
            Heard heard = new Heard();
            ofClient.listen(heard);
            assertThat(heard.next()).isEqualTo("[1:RUNNING]");
            gate.awaitPoll();
            overview[0] = "";
            gate.pass();
            assertThat(heard.next()).isEqualTo("lost(ConnectionException)");
            gate.awaitPoll();
            gate.pass();
            gate.awaitPoll();
            overview[0] = "{\"jobs\":[" + job(1, FINISHED, 9) + "]}";
            gate.pass();
            assertThat(heard.next()).isEqualTo("back");
            assertThat(heard.next()).isEqualTo("1:RUNNING>FINISHED");
        }
    }

    @Test
    void closingEndsACallInFlight() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (RawServer server = new RawServer((request, socket) -> asked.countDown());
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            JobWatch ofClient = flink.jobs().watch(SECOND);
            Noting noting = new Noting(9);
            ofClient.subscribe(noting, DeliveryOptions.DEFAULTS.withExecutor(Runnable::run));
            asked.await();
            ofClient.close();
            awaitEndOfAll("flink-job-watch");
            assertThat(noting.news()).isEqualTo("complete");
        }
    }

    @Test
    void refusesIntervalsAndBuffersThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Jobs(cluster.rest).watch(Duration.ZERO))
                .withMessage("interval is PT0S; expected a positive duration");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeliveryOptions.DEFAULTS.withBuffer(0))
                .withMessage("buffer is 0; expected at least 1");
    }
}
