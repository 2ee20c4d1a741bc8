package dev.flinkrest;

import static dev.flinkrest.support.RawServer.ok;
import static dev.flinkrest.support.RawServer.reply;
import static dev.flinkrest.support.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.DecodingException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.error.UnavailableException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobmanager.JobManagerEndpoints;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Response;
import dev.flinkrest.support.RawServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a call when the server, or what stands before it, is not at its best. */
@Timeout(30)
class CallTest {
    private static final String OVERVIEW =
            "{\"taskmanagers\":1,\"slots-total\":8,\"slots-available\":6,\"jobs-running\":1,\"jobs-finished\":0,"
                    + "\"jobs-cancelled\":3,\"jobs-failed\":1,\"flink-version\":\"2.3.0\",\"flink-commit\":\"c0f\"}";
    private static final CallOptions SHORT =
            CallOptions.NONE.withCallTimeout(Duration.ofMillis(300));

    private static FlinkRestClient client(RawServer server) {
        return FlinkRestClient.connect(server.uri());
    }

    @Test
    void decodesAReplyAndKeepsTheConnection() throws IOException {
        try (RawServer server = RawServer.replying(ok(OVERVIEW));
                FlinkRestClient flink = client(server)) {
            for (int i = 0; i < 20; i++) {
                assertThat(flink.overview().slotsAvailable()).isEqualTo(6);
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void putsThePathPrefixBeforeEveryPath() throws IOException {
        try (RawServer server = RawServer.replying(ok(OVERVIEW));
                FlinkRestClient flink =
                        FlinkRestClient.connect(server.uri().resolve("/flink/prod/"))) {
            flink.overview();
            assertThat(server.requests).containsExactly("GET /flink/prod/overview HTTP/1.1");
        }
    }

    @Test
    void handsOutTheReplyAsItCame() throws IOException {
        String error =
                reply(
                        "503 Service Unavailable",
                        "application/json",
                        "{\"errors\":[\"leader election\"]}");
        try (RawServer server = RawServer.replying(error);
                FlinkRestClient flink = client(server)) {
            Response<?> response = flink.exchange(ClusterEndpoints.OVERVIEW.with());
            assertThat(response.status()).isEqualTo(503);
            assertThat(response.text()).isEqualTo("{\"errors\":[\"leader election\"]}");
            assertThat(response.headers()).containsKey("CONTENT-TYPE");
            assertThatExceptionOfType(UnavailableException.class).isThrownBy(response::decode);
        }
    }

    @Test
    void saysThatNothingListens() throws IOException {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        try (FlinkRestClient flink = FlinkRestClient.connect(nobody)) {
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(flink::overview)
                    .withMessageContaining("GET /overview: cannot connect to " + nobody)
                    .withMessageContaining("is Flink running there?")
                    .satisfies(e -> assertThat(e.maybeSent()).isFalse());
        }
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
    void keepsTheStatusOfAnErrorHoweverLong() throws IOException {
        String page = "{\"errors\":[\"" + "x".repeat(5 << 20) + "\"]}";
        try (RawServer server =
                        RawServer.replying(reply("503 Unavailable", "application/json", page));
                FlinkRestClient flink = client(server)) {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(flink::overview)
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(700));
        }
    }

    @Test
    void callsAWebPageAWebPageWhateverTheCall() throws IOException {
        String page = "<html><head><title>Sign in</title></head></html>";
        try (RawServer server = RawServer.replying(reply("200 OK", "text/html", page));
                FlinkRestClient flink = client(server)) {
            Response<?> response = flink.exchange(ClusterEndpoints.DELETE.with());
            assertThat(response.text()).isEqualTo(page);
            for (ThrowingCallable call :
                    new ThrowingCallable[] {
                        response::decode,
                        flink::deleteCluster,
                        () -> flink.jobManager().getLog("x"),
                        () -> flink.jobManager().openLog("x")
                    }) {
                assertThatExceptionOfType(DecodingException.class)
                        .isThrownBy(call)
                        .withMessageContaining("a web page came");
            }
        }
        try (RawServer server = RawServer.replying(ok(page));
                FlinkRestClient flink = client(server)) {
            assertThatExceptionOfType(DecodingException.class)
                    .isThrownBy(flink::overview)
                    .withMessageContaining("a web page came");
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
            CompletableFuture<?> first =
                    flink.sendAsync(
                            request.with(CallOptions.NONE.withCallTimeout(Duration.ofSeconds(1))));
            arrived.await();
            CompletableFuture<?> second = flink.sendAsync(request.with(SHORT));
            for (CompletableFuture<?> call : List.of(first, second)) {
                assertThat(call)
                        .failsWithin(5, TimeUnit.SECONDS)
                        .withThrowableOfType(ExecutionException.class)
                        .havingCause()
                        .isInstanceOf(DeadlineExceededException.class);
            }
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void saysThatTheHostIsUnknown() {
        try (FlinkRestClient flink = FlinkRestClient.get("no-such-host.invalid", 8081)) {
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(flink::overview)
                    .withMessageContaining(
                            "the host of http://no-such-host.invalid:8081 is not known")
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
    void refusesAReplyOverTheLimit() throws IOException {
        try (RawServer server = RawServer.replying(ok(OVERVIEW));
                FlinkRestClient flink = client(server)) {
            assertThatExceptionOfType(DecodingException.class)
                    .isThrownBy(() -> flink.with(CallOptions.NONE.withMaxReplyBytes(50)).overview())
                    .withMessageContaining(
                            "larger than the limit of 50 bytes; raise maxReplyBytes to allow it");
            assertThat(
                            flink.with(CallOptions.NONE.withMaxReplyBytes(OVERVIEW.length()))
                                    .overview()
                                    .jobsRunning())
                    .isEqualTo(1);
        }
    }

    @Test
    void refusesAnEndlessReply() throws IOException {
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    write(
                                            socket,
                                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                                    while (true) {
                                        write(socket, "1000\r\n" + " ".repeat(4096) + "\r\n");
                                    }
                                });
                FlinkRestClient flink = client(server)) {
            assertThatExceptionOfType(DecodingException.class)
                    .isThrownBy(
                            () ->
                                    flink.with(CallOptions.NONE.withMaxReplyBytes(1 << 20))
                                            .overview())
                    .withMessageContaining("larger than the limit of 1048576 bytes");
        }
    }

    @Test
    void callsAWebPageAWebPage() throws IOException {
        String page = "<html><head><title>Sign in</title></head></html>";
        try (RawServer server = RawServer.replying(reply("200 OK", "text/html", page));
                FlinkRestClient flink = client(server)) {
            assertThatExceptionOfType(DecodingException.class)
                    .isThrownBy(flink::overview)
                    .withMessageContaining(
                            "a web page came instead of what Flink answers: 'Sign in'");
        }
    }

    @Test
    void namesThePlaceThatCannotBeDecoded() throws IOException {
        try (RawServer server =
                        RawServer.replying(
                                ok("{\"jobs\":[{\"id\":\"xyz\",\"status\":\"RUNNING\"}]}"));
                FlinkRestClient flink = client(server)) {
            assertThatExceptionOfType(DecodingException.class)
                    .isThrownBy(() -> flink.jobs().all())
                    .withMessageContaining("GET /jobs: the reply cannot be read at $.jobs[0].id")
                    .satisfies(e -> assertThat(e.path()).isEqualTo("$.jobs[0].id"));
        }
        for (String broken : new String[] {"", "{\"jobs\":[", "null", "[]", "{\"jobs\":7}"}) {
            try (RawServer server = RawServer.replying(ok(broken));
                    FlinkRestClient flink = client(server)) {
                assertThatExceptionOfType(DecodingException.class)
                        .as(broken)
                        .isThrownBy(() -> flink.jobs().all());
            }
        }
    }

    @Test
    void saysThatTheConnectionBrokeOffWithinTheReply() throws IOException {
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    write(
                                            socket,
                                            "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"taskmanagers\":1,");
                                    socket.close();
                                });
                FlinkRestClient flink = client(server)) {
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(flink::overview)
                    .withMessageContaining("broke off")
                    .satisfies(e -> assertThat(e.maybeSent()).isTrue());
        }
    }

    @Test
    void readsAgainOnceWhenAKeptConnectionTurnsOutClosed() throws IOException {
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    if (request.numberOnConnection() == 1) {
                                        socket.close();
                                        return;
                                    }
                                    write(socket, ok(OVERVIEW));
                                });
                FlinkRestClient flink = client(server)) {
            flink.overview();
            assertThat(flink.overview().slotsTotal()).isEqualTo(8);
            assertThat(server.requests).hasSize(3);
        }
    }

    @Test
    void doesNotReadAgainWhenANewConnectionIsClosed() throws IOException {
        try (RawServer server = new RawServer((request, socket) -> socket.close());
                FlinkRestClient flink = client(server)) {
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(flink::overview)
                    .withMessageContaining("closed the connection without an answer");
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void opensAStreamAgainOnceWhenAKeptConnectionTurnsOutClosed() throws IOException {
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    if (request.numberOnConnection() == 1) {
                                        socket.close();
                                        return;
                                    }
                                    write(socket, ok(OVERVIEW));
                                });
                FlinkRestClient flink = client(server)) {
            flink.overview();
            try (InputStream log = flink.jobManager().openLog("x")) {
                assertThat(log.readAllBytes()).hasSize(OVERVIEW.length());
            }
            assertThat(server.requests).hasSize(3);
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
    void neverRepeatsAWrite() throws IOException {
        try (RawServer server = new RawServer((request, socket) -> socket.close());
                FlinkRestClient flink = client(server)) {
            JobId job = JobId.random();
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(() -> flink.jobs().terminate(job))
                    .withMessageContaining("closed the connection without an answer")
                    .satisfies(e -> assertThat(e.maybeSent()).isTrue());
            assertThat(server.requests)
                    .containsExactly("PATCH /jobs/" + job + "?mode=cancel HTTP/1.1");
        }
    }

    @Test
    void doesNotFollowARedirectButNamesItsTarget() throws IOException {
        String redirect =
                "HTTP/1.1 301 Moved\r\nLocation: https://flink.example/overview\r\nContent-Length: 0\r\n\r\n";
        try (RawServer server = RawServer.replying(redirect);
                FlinkRestClient flink = client(server)) {
            assertThatExceptionOfType(ServerErrorException.class)
                    .isThrownBy(flink::overview)
                    .withMessageContaining(
                            "redirects to https://flink.example/overview; connect to that address");
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
                    .withMessage("the client is closed");
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
    void sendsInTheBackground() throws Exception {
        try (RawServer server = RawServer.replying(ok(OVERVIEW));
                FlinkRestClient flink = client(server)) {
            assertThat(
                            flink.sendAsync(ClusterEndpoints.OVERVIEW.with())
                                    .get(5, TimeUnit.SECONDS)
                                    .jobsCancelled())
                    .isEqualTo(3);
        }
    }

    @Test
    void asksForTheVersionOnceAndTakesAnUnknownOneForTheNewest() throws IOException {
        String config =
                "{\"refresh-interval\":3000,\"timezone-name\":\"UTC\",\"timezone-offset\":0,"
                        + "\"flink-version\":\"%s\",\"flink-revision\":\"x\",\"features\":{\"web-submit\":true}}";
        try (RawServer server = RawServer.replying(ok(config.formatted("1.18.1-vvr-8.0")));
                FlinkRestClient flink = client(server)) {
            assertThat(flink.version()).isEqualTo(new FlinkVersion(1, 18, 1));
            assertThat(flink.version()).isEqualTo(new FlinkVersion(1, 18, 1));
            assertThat(server.requests).containsExactly("GET /config HTTP/1.1");
        }
        try (RawServer server = RawServer.replying(ok(config.formatted("DeadBeef")));
                FlinkRestClient flink = client(server)) {
            assertThat(flink.version()).isEqualTo(FlinkVersion.V2_3);
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
            try (InputStream log = flink.jobManager().openLog("flink.log")) {
                assertThat(log.readNBytes(100_000)).hasSize(100_000);
            }
            assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(server.requests).containsExactly("GET /jobmanager/logs/flink.log HTTP/1.1");
        }
    }

    @Test
    void streamsMoreThanTheLimitOfAReplyInMemory() throws IOException {
        String log = "line\n".repeat(100_000);
        try (RawServer server = RawServer.replying(reply("200 OK", "text/plain", log));
                FlinkRestClient flink =
                        client(server).with(CallOptions.NONE.withMaxReplyBytes(1_000))) {
            try (InputStream in = flink.open(JobManagerEndpoints.LOG_FILE.with("a"))) {
                assertThat(in.readAllBytes()).hasSize(500_000);
            }
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

    @Test
    void readsAReplyWhoseLengthIsTheConnectionsEnd() throws IOException {
        try (RawServer server = new RawServer((request, socket) -> closeAfter(socket, OVERVIEW));
                FlinkRestClient flink = client(server)) {
            assertThat(flink.overview().flinkVersion()).isEqualTo("2.3.0");
            assertThat(flink.overview().flinkVersion()).isEqualTo("2.3.0");
        }
    }

    private static void closeAfter(Socket socket, String body) throws IOException {
        write(
                socket,
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
                        + body);
        socket.close();
    }
}
