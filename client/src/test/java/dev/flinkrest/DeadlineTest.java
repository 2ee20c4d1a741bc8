package dev.flinkrest;

import static dev.flinkrest.support.RawServer.OVERVIEW;
import static dev.flinkrest.support.RawServer.ok;
import static dev.flinkrest.support.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.applications.ApplicationEndpoints;
import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.support.RawServer;
import dev.flinkrest.support.SilentServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A deadline covers all of a call: every wait, each attempt, the reply and its decoding. */
@Timeout(30)
class DeadlineTest {
    private static final CallOptions SHORT =
            CallOptions.NONE.withCallTimeout(Duration.ofMillis(300));

    private static FlinkRestClient client(RawServer server) {
        return FlinkRestClient.connect(server.uri());
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
    void boundsTheQuestionForTheVersionToo() throws IOException {
        try (RawServer server = new RawServer((request, socket) -> Thread.sleep(20_000));
                FlinkRestClient flink = client(server)) {
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(() -> flink.with(SHORT).version());
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
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(Duration.ofMillis(950));
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
            CompletableFuture<Boolean> told =
                    second.handle((reply, failure) -> Thread.currentThread().isDaemon());
            // before this thread waits for the call itself, and so may tell in the other's place
            assertThat(told.get(5, TimeUnit.SECONDS)).isTrue();
            assertThat(second)
                    .failsWithin(5, TimeUnit.SECONDS)
                    .withThrowableOfType(ExecutionException.class)
                    .havingCause()
                    .isInstanceOf(DeadlineExceededException.class)
                    .withMessageStartingWith(
                            "GET /overview: not done within PT0.3S: no connection");
            assertThat(first).isNotDone();
            assertThat(server.requests).hasSize(1);
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
        Duration longest = Duration.ofDays(36_500);
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
                                .callOptions(SHORT.withResponseTimeout(Duration.ofMillis(500)))
                                .build();
                InputStream log = flink.jobManager().log().open()) {
            // the deadline of the call ended with the head
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(log::readAllBytes);
        }
    }
}
