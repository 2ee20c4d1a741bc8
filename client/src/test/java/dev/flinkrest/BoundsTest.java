package dev.flinkrest;

import static dev.flinkrest.support.RawServer.OVERVIEW;
import static dev.flinkrest.support.RawServer.ok;
import static dev.flinkrest.support.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.support.RawServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ends a call before its reply: a time-out, a closed client, a cancelled future. */
@Timeout(30)
class BoundsTest {
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
