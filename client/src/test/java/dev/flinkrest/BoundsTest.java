package dev.flinkrest;

import static dev.flinkrest.support.RawServer.OVERVIEW;
import static dev.flinkrest.support.RawServer.ok;
import static dev.flinkrest.support.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.flinkrest.applications.ApplicationEndpoints;
import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.support.RawServer;
import dev.flinkrest.support.SilentServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ends a call before its reply: a time-out, a deadline, an interrupt, a closed client. */
@Timeout(30)
class BoundsTest {
    private static final CallOptions SHORT =
            CallOptions.NONE.withCallTimeout(Duration.ofMillis(300));

    private static FlinkRestClient client(RawServer server) {
        return FlinkRestClient.connect(server.uri());
    }

    @Test
    void givesUpConnectingInTime() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket second = new Socket(full.getInetAddress(), full.getLocalPort());
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url("http://127.0.0.1:" + full.getLocalPort())
                                .callOptions(
                                        CallOptions.NONE.withConnectTimeout(Duration.ofMillis(300)))
                                .build()) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(flink::overview)
                    .withMessageContaining("within PT0.3S; is the address right?")
                    .satisfies(e -> assertThat(e.maybeSent()).isFalse());
        }
    }

    @Test
    void givesUpOnASilentServer() throws IOException {
        try (RawServer server = new RawServer((request, socket) -> Thread.sleep(20_000));
                FlinkRestClient flink = client(server)) {
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(
                            () ->
                                    flink.with(
                                                    CallOptions.NONE.withResponseTimeout(
                                                            Duration.ofMillis(200)))
                                            .overview())
                    .withMessageContaining("was silent for PT0.2S")
                    .satisfies(e -> assertThat(e.maybeSent()).isTrue());
        }
    }

    @Test
    void endsACallAtItsDeadlineThoughBytesTrickle() throws IOException {
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    write(
                                            socket,
                                            "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{\"x\":\"");
                                    while (true) {
                                        write(socket, "a");
                                        Thread.sleep(20);
                                    }
                                });
                FlinkRestClient flink = client(server)) {
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(() -> flink.with(SHORT).overview())
                    .withMessageContaining("GET /overview: not done within PT0.3S")
                    .withMessageContaining("has not answered in full")
                    .satisfies(e -> assertThat(e.maybeSent()).isTrue());
        }
    }

    @Test
    void endsACallAtItsDeadlineThoughHeadersTrickle() throws IOException {
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    write(socket, "HTTP/1.1 200 OK\r\nX: ");
                                    while (true) {
                                        write(socket, "a");
                                        Thread.sleep(20);
                                    }
                                });
                FlinkRestClient flink = client(server)) {
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(() -> flink.with(SHORT).overview());
        }
    }

    @Test
    void keepsTheDeadlineOverTheRepetition() throws IOException {
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    if (request.numberOnConnection() == 1) {
                                        Thread.sleep(1_500);
                                        socket.close();
                                    } else if (request.line().contains("/jobs")) {
                                        Thread.sleep(20_000);
                                    } else {
                                        write(socket, ok(OVERVIEW));
                                    }
                                });
                FlinkRestClient flink = client(server)) {
            CallOptions twoSeconds = CallOptions.NONE.withCallTimeout(Duration.ofSeconds(2));
            flink.overview();
            long begin = System.nanoTime();
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(() -> flink.with(twoSeconds).jobs().all());
            assertThat(server.requests).hasSize(3);
            // a second deadline of its own would end after three and a half
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void waitsForAFreeConnectionNoLongerThanTheCallMayTake() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    arrived.countDown();
                                    Thread.sleep(20_000);
                                });
                FlinkRestClient flink =
                        FlinkRestClient.builder().url(server.uri()).maxConnections(1).build()) {
            CompletableFuture<?> first = flink.sendAsync(ClusterEndpoints.OVERVIEW.with());
            arrived.await();
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(() -> flink.with(SHORT).overview())
                    .satisfies(e -> assertThat(e.maybeSent()).isFalse());
            first.cancel(true);
        }
    }

    @Test
    void boundsTheQuestionForTheVersionToo() throws IOException {
        try (RawServer server = new RawServer((request, socket) -> Thread.sleep(20_000));
                FlinkRestClient flink = client(server)) {
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(() -> flink.with(SHORT).version());
        }
    }

    @Test
    void countsTheWaitForAThreadAsPartOfTheCall() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    arrived.countDown();
                                    Thread.sleep(20_000);
                                });
                FlinkRestClient flink =
                        FlinkRestClient.builder().url(server.uri()).maxConnections(1).build()) {
            var request = ClusterEndpoints.OVERVIEW.with();
            CompletableFuture<?> first = flink.sendAsync(request);
            arrived.await();
            CompletableFuture<?> second = flink.sendAsync(request.with(SHORT));
            CompletableFuture<Boolean> told = second.handle((reply, failure) -> Thread.currentThread().isDaemon());
            assertThat(second)
                    .failsWithin(5, TimeUnit.SECONDS)
                    .withThrowableOfType(ExecutionException.class)
                    .havingCause()
                    .isInstanceOf(DeadlineExceededException.class)
                    .withMessageStartingWith("GET /overview: not done within PT0.3S: no connection");
            assertThat(told.get(5, TimeUnit.SECONDS)).isTrue();
            assertThat(first).isNotDone();
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void waitsForAFreeConnectionNoLongerThanThePoolTimeout() throws Exception {
        try (SilentServer server = SilentServer.mute();
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url(server.uri())
                                .maxConnections(1)
                                .callOptions(
                                        CallOptions.NONE.withPoolTimeout(Duration.ofMillis(100)))
                                .build()) {
            CompletableFuture<?> first = flink.sendAsync(ClusterEndpoints.OVERVIEW.with());
            server.awaitConnection();
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(flink::overview)
                    .withMessage(
                            "GET /overview: none of the connections to "
                                    + server.uri()
                                    + " was free within PT0.1S; all maxConnections are in use:"
                                    + " allow more, or a longer poolTimeout")
                    .satisfies(e -> assertThat(e.maybeSent()).isFalse());
            assertThat(first).isNotDone();
        }
    }

    @Test
    void countsTheQuestionForTheVersionAsPartOfTheCall() throws IOException {
        Duration timeout = Duration.ofMillis(600);
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    if (request.line().contains("/config")) {
                                        Thread.sleep(400);
                                        write(socket, ok("{\"flink-version\":\"2.3.0\"}"));
                                    }
                                });
                FlinkRestClient flink = client(server)) {
            var request =
                    ApplicationEndpoints.OVERVIEW
                            .with()
                            .with(CallOptions.NONE.withCallTimeout(timeout));
            long begun = System.nanoTime();
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(() -> flink.exchange(request));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(950));
        }
    }

    @Test
    void endsDecodingAtTheDeadlineThoughTheReplyComesFast() throws IOException {
        String jobs = "{\"jid\":\"" + JobId.random() + "\",\"name\":\"x\"},";
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    write(socket, "HTTP/1.1 200 OK\r\n\r\n{\"other\":[");
                                    while (true) {
                                        write(socket, jobs.repeat(1_000));
                                    }
                                });
                FlinkRestClient flink = client(server)) {
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(
                            () -> flink.with(SHORT.withMaxReplyBytes(Long.MAX_VALUE)).overview());
        }
    }

    @Test
    void takesTheLongestTimeThereIs() throws IOException {
        Duration longest = Duration.ofNanos(Long.MAX_VALUE);
        try (RawServer server = RawServer.replying(ok(OVERVIEW));
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url(server.uri())
                                .callOptions(
                                        new CallOptions(longest, longest, longest, 9_999L, longest))
                                .build()) {
            assertThat(flink.overview().slotsTotal()).isEqualTo(8);
            assertThat(flink.sendAsync(ClusterEndpoints.OVERVIEW.with()).join().slotsTotal())
                    .isEqualTo(8);
        }
    }

    @Test
    void endsAStreamWhoseServerFallsSilent() throws IOException {
        try (SilentServer server =
                        SilentServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc");
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url(server.uri())
                                .callOptions(
                                        SHORT.withResponseTimeout(Duration.ofMillis(500)))
                                .build();
                InputStream log = flink.jobManager().log().open()) {
            // the deadline of the call ended with the head
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(log::readAllBytes);
        }
    }

    @Test
    void endsACallWhenItsThreadIsInterrupted() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    arrived.countDown();
                                    Thread.sleep(20_000);
                                });
                FlinkRestClient flink = client(server)) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            Thread caller =
                    new Thread(
                            () -> {
                                try {
                                    flink.overview();
                                } catch (RuntimeException e) {
                                    thrown.complete(
                                            Thread.currentThread().isInterrupted()
                                                    ? e
                                                    : new AssertionError("flag lost", e));
                                }
                            });
            caller.start();
            arrived.await();
            caller.interrupt();
            assertThat(thrown.get(5, TimeUnit.SECONDS))
                    .isInstanceOf(InterruptedCallException.class)
                    .hasMessage("GET /overview: the calling thread was interrupted");
        }
    }

    @Test
    void closingEndsCallsInFlightAndRefusesNewOnes() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (RawServer server =
                new RawServer(
                        (request, socket) -> {
                            arrived.countDown();
                            Thread.sleep(20_000);
                        })) {
            FlinkRestClient flink = client(server);
            CompletableFuture<?> call = flink.sendAsync(ClusterEndpoints.OVERVIEW.with());
            arrived.await();
            flink.close();
            flink.close();
            assertThat(call)
                    .failsWithin(5, TimeUnit.SECONDS)
                    .withThrowableOfType(ExecutionException.class)
                    .havingCause()
                    .isInstanceOf(ConnectionException.class)
                    .withMessage("GET /overview: the client was closed during the call");
            assertThatIllegalStateException()
                    .isThrownBy(flink::overview)
                    .withMessage("the client of " + server.uri() + " is closed");
            assertThatIllegalStateException()
                    .isThrownBy(() -> flink.sendAsync(ClusterEndpoints.OVERVIEW.with()))
                    .withMessage("the client of " + server.uri() + " is closed");
        }
    }

    @Test
    void cancellingAFutureEndsItsCall() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    arrived.countDown();
                                    if (socket.getInputStream().read() < 0) {
                                        ended.countDown();
                                    }
                                });
                FlinkRestClient flink = client(server)) {
            CompletableFuture<?> call = flink.sendAsync(ClusterEndpoints.OVERVIEW.with());
            arrived.await();
            call.cancel(true);
            assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void closingAStreamEarlyCutsTheTransferOff() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    try {
                                        write(
                                                socket,
                                                "HTTP/1.1 200 OK\r\nContent-Length: 9000000000\r\n\r\n");
                                        while (true) {
                                            write(socket, "x".repeat(10_000));
                                        }
                                    } finally {
                                        ended.countDown();
                                    }
                                });
                FlinkRestClient flink = client(server)) {
            try (InputStream log = flink.jobManager().getLog("flink.log").open()) {
                assertThat(log.readNBytes(100_000)).hasSize(100_000);
            }
            assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(server.requests).containsExactly("GET /jobmanager/logs/flink.log HTTP/1.1");
        }
    }

    @Test
    void leavesNoThreadThatKeepsTheJvmAlive() throws IOException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (RawServer server = RawServer.replying(ok(OVERVIEW));
                FlinkRestClient flink = client(server)) {
            flink.overview();
            flink.sendAsync(ClusterEndpoints.OVERVIEW.with()).join();
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !before.contains(thread))
                    .isNotEmpty()
                    .allMatch(Thread::isDaemon);
        }
    }
}
