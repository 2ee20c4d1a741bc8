package dev.flinkrest;

import static dev.flinkrest.support.RawServer.OVERVIEW;
import static dev.flinkrest.support.RawServer.ok;
import static dev.flinkrest.support.RawServer.reply;
import static dev.flinkrest.support.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.JobWatch;
import dev.flinkrest.monitoring.logs.LogLevel;
import dev.flinkrest.monitoring.logs.LogQuery;
import dev.flinkrest.monitoring.logs.LogSource;
import dev.flinkrest.monitoring.metrics.MetricSelection;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.ProxyOptions;
import dev.flinkrest.rest.TlsOptions;
import dev.flinkrest.sql.SessionOptions;
import dev.flinkrest.sql.SqlGateway;
import dev.flinkrest.sql.SqlSession;
import dev.flinkrest.support.EchoServer;
import dev.flinkrest.support.Leftovers;
import dev.flinkrest.support.RawServer;
import dev.flinkrest.support.Scene;
import dev.flinkrest.support.Secrets;
import dev.flinkrest.support.SilentServer;
import dev.flinkrest.support.SocksServer;
import dev.flinkrest.support.TestAuthority;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever was done with a client: when it is closed, no thread and no open file is left. */
@Timeout(60)
class LeftoversTest {
    static final Duration SHORT = Duration.ofMillis(100);
    static final String STREAM = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n";
    private static final Map<String, Use> USES = new LinkedHashMap<>();

    @TempDir static Path directory;

    /** Does something with a client. */
    @FunctionalInterface
    interface Use {
        void with(Scene scene) throws Exception;
    }

    static {
        USES.put("nothing", scene -> scene.client(URI.create("http://127.0.0.1:1")));
        USES.put("calls of all kinds", LeftoversTest::calls);
        USES.put("calls over TLS", LeftoversTest::tls);
        USES.put("a server that is not trusted", LeftoversTest::untrusted);
        USES.put("errors", LeftoversTest::errors);
        USES.put(
                "connections that break",
                scene -> fails(scene, (request, socket) -> socket.close()));
        USES.put(
                "replies that break off",
                scene ->
                        fails(
                                scene,
                                (request, socket) -> {
                                    write(socket, STREAM);
                                    socket.close();
                                }));
        USES.put("a server that is not there", LeftoversTest::nobody);
        USES.put("a host that is not there", LeftoversTest::unknownHost);
        USES.put("connecting in vain", scene -> late(scene, SilentServer.full(), "http"));
        USES.put("silence", scene -> late(scene, SilentServer.mute(), "http"));
        USES.put("silence within TLS", scene -> late(scene, SilentServer.mute(), "https"));
        USES.put(
                "no TLS",
                scene -> late(scene, SilentServer.saying("HTTP/1.1 400 Bad\r\n\r\n"), "https"));
        USES.put("trickling", scene -> late(scene, SilentServer.trickling(STREAM), "http"));
        USES.put("an interrupt", LeftoversTest::interrupt);
        USES.put("calls cancelled and under way", LeftoversTest::underWay);
        USES.put("streams read to their end", Transfers::wholeStreams);
        USES.put("streams left open", Transfers::openStreams);
        USES.put("uploads cut off", Transfers::uploads);
        USES.put("downloads cut off", Transfers::downloads);
        USES.put("proxies", LeftoversTest::proxies);
        USES.put("a watch", LeftoversTest::watch);
        USES.put("much at once", LeftoversTest::much);
        USES.put("a session", LeftoversTest::session);
    }

    static FlinkRestClient client(Scene scene, RawServer.Handler handler) throws Exception {
        return scene.client(scene.keep(new RawServer(handler)).uri());
    }

    private static void calls(Scene scene) throws Exception {
        Leftovers before = Leftovers.before();
        FlinkRestClient flink = client(scene, (request, socket) -> write(socket, ok(OVERVIEW)));
        flink.overview();
        flink.exchange(ClusterEndpoints.OVERVIEW.with());
        flink.sendAsync(ClusterEndpoints.OVERVIEW.with()).join();
        flink.jobs().terminate(JobId.random());
        assertThat(before.newThreads()).as("what must end").isNotEmpty();
    }

    private static SSLContext context() throws Exception {
        TestAuthority authority = new TestAuthority("Test CA");
        return authority.serverContext(authority.issue("flink", "127.0.0.1"));
    }

    private static void tls(Scene scene) throws Exception {
        SSLContext context = context();
        EchoServer server = scene.keep(EchoServer.tls(context));
        FlinkRestClient flink =
                scene.client(
                        FlinkRestClient.builder().url(server.uri()).tls(TlsOptions.of(context)));
        JobId job = JobId.random();
        assertThat(flink.jobs().getConfig(job).jid()).isEqualTo(job);
        flink.jobs().terminate(job);
        InputStream neverClosed = flink.jobManager().log().open();
        assertThat(neverClosed.read()).isEqualTo('{');
    }

    private static void untrusted(Scene scene) throws Exception {
        FlinkRestClient flink = scene.client(scene.keep(EchoServer.tls(context())).uri());
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(ConnectionException.class).isThrownBy(flink::overview);
        }
    }

    private static void errors(Scene scene) throws Exception {
        String answer = reply("404 Not Found", "text/html", "<html>".repeat(10_000));
        FlinkRestClient flink = client(scene, (request, socket) -> write(socket, answer));
        for (int i = 0; i < 5; i++) {
            assertThatExceptionOfType(ServerErrorException.class).isThrownBy(flink::overview);
        }
    }

    private static void fails(Scene scene, RawServer.Handler handler) throws Exception {
        FlinkRestClient flink = client(scene, handler);
        JobId job = JobId.random();
        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> flink.jobs().terminate(job));
    }

    private static void nobody(Scene scene) {
        FlinkRestClient flink = scene.client(URI.create("http://127.0.0.1:1"));
        FlinkRestClient socks =
                scene.client(
                        FlinkRestClient.builder()
                                .url("http://flink.invalid:1")
                                .proxy(ProxyOptions.socks("127.0.0.1", 1)));
        for (FlinkRestClient one : List.of(flink, socks)) {
            assertThatExceptionOfType(FlinkRestException.class).isThrownBy(one::overview);
        }
    }

    private static void unknownHost(Scene scene) {
        FlinkRestClient socks =
                scene.client(
                        FlinkRestClient.builder()
                                .url("http://flink.invalid:1")
                                .callOptions(CallOptions.NONE.withCallTimeout(SHORT))
                                .proxy(ProxyOptions.socks("socks.invalid", 1)));
        assertThatExceptionOfType(FlinkRestException.class).isThrownBy(socks::overview);
    }

    private static void late(Scene scene, SilentServer server, String scheme) {
        FlinkRestClient flink = scene.client(scene.keep(server).uri(scheme));
        for (CallOptions options :
                List.of(
                        CallOptions.NONE.withConnectTimeout(SHORT).withResponseTimeout(SHORT),
                        CallOptions.NONE)) {
            assertThatExceptionOfType(FlinkRestException.class)
                    .isThrownBy(
                            () ->
                                    flink.with(options.withCallTimeout(SHORT.multipliedBy(3)))
                                            .overview());
        }
    }

    private static void interrupt(Scene scene) throws Exception {
        FlinkRestClient flink = scene.client(scene.keep(SilentServer.mute()).uri());
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedCallException.class).isThrownBy(flink::overview);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void underWay(Scene scene) throws Exception {
        SilentServer server = scene.keep(SilentServer.mute());
        FlinkRestClient flink =
                scene.client(FlinkRestClient.builder().url(server.uri()).maxConnections(2));
        CompletableFuture<?>[] calls = new CompletableFuture<?>[10];
        for (int i = 0; i < calls.length; i++) {
            calls[i] = flink.sendAsync(ClusterEndpoints.OVERVIEW.with());
        }
        server.awaitConnection();
        server.awaitConnection();
        calls[0].cancel(true);
        calls[9].cancel(true);
        scene.closeDoor();
        for (CompletableFuture<?> call : calls) {
            assertThat(call).failsWithin(5, TimeUnit.SECONDS);
        }
    }

    private static void proxies(Scene scene) throws Exception {
        RawServer server = scene.keep(RawServer.replying(ok(OVERVIEW)));
        SocksServer socks = scene.keep(new SocksServer(server.uri().getPort(), null));
        SocksServer strict =
                scene.keep(
                        new SocksServer(server.uri().getPort(), "ann:" + Secrets.PROXY_PASSWORD));
        RawServer http = scene.keep(RawServer.replying(ok(OVERVIEW)));
        proxy(scene, "http", ProxyOptions.socks("127.0.0.1", socks.port())).overview();
        proxy(scene, "http", ProxyOptions.http("127.0.0.1", http.uri().getPort())).overview();
        for (FlinkRestClient refused :
                List.of(
                        proxy(scene, "http", ProxyOptions.socks("127.0.0.1", strict.port())),
                        proxy(scene, "https", ProxyOptions.socks("127.0.0.1", socks.port())),
                        proxy(
                                scene,
                                "https",
                                ProxyOptions.http("127.0.0.1", http.uri().getPort())))) {
            assertThatExceptionOfType(FlinkRestException.class).isThrownBy(refused::overview);
        }
    }

    private static FlinkRestClient proxy(Scene scene, String scheme, ProxyOptions proxy) {
        return scene.client(
                FlinkRestClient.builder()
                        .url(scheme + "://flink.invalid:8081")
                        .proxy(proxy)
                        .callOptions(CallOptions.NONE.withConnectTimeout(SHORT)));
    }

    private static void watch(Scene scene) throws Exception {
        FlinkRestClient flink =
                client(scene, (request, socket) -> write(socket, ok("{\"jobs\":[]}")));
        CountDownLatch told = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            JobWatch neverClosed = flink.jobs().watch(Duration.ofMillis(10));
            neverClosed.listen(event -> told.countDown());
        }
        flink.jobs().watch(Duration.ofMillis(10)).listen(event -> {}).close();
        told.await();
    }

    private static void much(Scene scene) throws Exception {
        FlinkRestClient flink = scene.client(scene.keep(SilentServer.mute()).uri());
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(
                        () ->
                                flink.metrics()
                                        .collect(
                                                MetricSelection.builder()
                                                        .jobs(JobId.random(), JobId.random())
                                                        .health()
                                                        .timeout(SHORT)
                                                        .build()));
        assertThat(
                        flink.logs()
                                .search(
                                        LogQuery.builder()
                                                .atLeast(LogLevel.WARN)
                                                .in(List.of(LogSource.jobManager()))
                                                .timeout(SHORT)
                                                .build())
                                .unread())
                .hasSize(1);
    }

    private static void session(Scene scene) throws Exception {
        String answer =
                "{\"versions\":[\"V2\"],\"sessionHandle\":\"9808603d-13e4-4e65-9d29-41f76b569969\"}";
        RawServer server = scene.keep(RawServer.replying(ok(answer)));
        SqlGateway gateway = scene.door(SqlGateway.connect(server.uri()));
        SqlSession neverClosed =
                gateway.openSession(
                        SessionOptions.builder().heartbeatInterval(Duration.ofMillis(50)).build());
        while (server.requests.stream().noneMatch(line -> line.contains("heartbeat"))) {
            Thread.onSpinWait();
        }
        assertThat(neverClosed.handle().toString()).isNotBlank();
    }

    static Stream<Arguments> uses() {
        return USES.entrySet().stream().map(use -> Arguments.of(use.getKey(), use.getValue()));
    }

    /** The JVM opens some sockets of its own with the first one of ours, and keeps them. */
    @BeforeAll
    static void openWhatTheJvmKeeps() throws Exception {
        try (Scene scene = new Scene()) {
            calls(scene);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("uses")
    void keepsNothing(String name, Use use) throws Exception {
        Leftovers before = Leftovers.before();
        try (Scene scene = new Scene()) {
            use.with(scene);
        }
        before.assertNone();
    }
}
