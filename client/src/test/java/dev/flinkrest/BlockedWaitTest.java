package dev.flinkrest;

import static dev.flinkrest.support.RawServer.OVERVIEW;
import static dev.flinkrest.support.RawServer.ok;
import static dev.flinkrest.support.RawServer.reply;
import static dev.flinkrest.support.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.history.HistoryServer;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.OperationHandle;
import dev.flinkrest.id.SessionHandle;
import dev.flinkrest.id.TriggerId;
import dev.flinkrest.jars.PruneOptions;
import dev.flinkrest.monitoring.logs.FollowOptions;
import dev.flinkrest.monitoring.logs.LogFollower;
import dev.flinkrest.monitoring.logs.LogLevel;
import dev.flinkrest.monitoring.logs.LogLine;
import dev.flinkrest.monitoring.logs.LogQuery;
import dev.flinkrest.monitoring.logs.LogSource;
import dev.flinkrest.monitoring.metrics.MetricSelection;
import dev.flinkrest.sql.SqlGateway;
import dev.flinkrest.support.Blocked;
import dev.flinkrest.support.Blocked.Place;
import dev.flinkrest.support.Blocked.Threads;
import dev.flinkrest.support.RawServer;
import dev.flinkrest.support.Scene;
import dev.flinkrest.support.SilentServer;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What makes many calls, and waits between them, is let go as fast as one call is. */
@Timeout(60)
class BlockedWaitTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final JobId JOB = JobId.random();
    private static final JarId JAR = JarId.of("1_job.jar");
    private static final String LOG = "/jobmanager/log ";
    private static final String LIST =
            "{\"logs\":[{\"name\":\"flink.log\",\"size\":6,\"mtime\":1}]}";
    private static final Map<String, Place> PLACES = new LinkedHashMap<>();

    static {
        PLACES.put("for an operation", BlockedWaitTest::operation);
        PLACES.put("for slots", BlockedWaitTest::slots);
        PLACES.put("for a server out of reach", BlockedWaitTest::unreachable);
        PLACES.put(
                "for metrics",
                scene -> {
                    FlinkRestClient flink = client(scene, request -> null);
                    return () -> flink.metrics().collect(MetricSelection.health(JOB));
                });
        PLACES.put(
                "for a diagnosis",
                scene -> {
                    FlinkRestClient flink = client(scene, request -> null);
                    return () -> flink.jobs().diagnose(JOB);
                });
        PLACES.put(
                "for the end of a log",
                scene -> logs(scene, flink -> flink.logs().tail(LogSource.jobManager(), 1)));
        PLACES.put(
                "for what a search finds",
                scene ->
                        logs(
                                scene,
                                flink ->
                                        flink.logs()
                                                .search(
                                                        LogQuery.builder()
                                                                .atLeast(LogLevel.WARN)
                                                                .in(List.of(LogSource.jobManager()))
                                                                .build())));
        PLACES.put("for the next line", BlockedWaitTest::nextLine);
        PLACES.put("for a log to go on", BlockedWaitTest::nextBytes);
        PLACES.put("for the turn of a program", BlockedWaitTest::turn);
        PLACES.put("for the end of a deletion", BlockedWaitTest::deletion);
        PLACES.put("for the result of a statement", BlockedWaitTest::result);
        PLACES.put("for an archive", BlockedWaitTest::archive);
    }

    private static RawServer server(Scene scene, Function<String, @Nullable String> answers)
            throws Exception {
        return scene.keep(
                new RawServer(
                        (request, socket) -> {
                            String body = answers.apply(request.line());
                            if (body != null) {
                                write(socket, body.startsWith("HTTP/") ? body : ok(body));
                            }
                        }));
    }

    private static FlinkRestClient client(Scene scene, Function<String, @Nullable String> answers)
            throws Exception {
        return scene.client(server(scene, answers).uri());
    }

    private static Callable<?> slots(Scene scene) throws Exception {
        FlinkRestClient flink = client(scene, request -> OVERVIEW);
        return () -> flink.awaitSlots(100, LONG);
    }

    private static Callable<?> operation(Scene scene) throws Exception {
        FlinkRestClient flink = client(scene, request -> "{\"status\":{\"id\":\"IN_PROGRESS\"}}");
        return () -> flink.deletionOperation(TriggerId.random()).await(LONG);
    }

    private static Callable<?> unreachable(Scene scene) throws Exception {
        SilentServer server = SilentServer.mute();
        server.close();
        FlinkRestClient flink = scene.client(server.uri());
        return () -> flink.awaitTaskManagers(1, LONG);
    }

    private static Callable<?> logs(Scene scene, Function<FlinkRestClient, ?> read)
            throws Exception {
        String beginning = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nINFO\n";
        FlinkRestClient flink = client(scene, request -> beginning);
        return () -> read.apply(flink);
    }

    private static Callable<?> nextLine(Scene scene) throws Exception {
        FlinkRestClient flink = client(scene, request -> request.contains(LOG) ? "lines\n" : LIST);
        LogFollower lines =
                flink.logs()
                        .follow(
                                LogSource.jobManager(),
                                FollowOptions.builder().interval(LONG).build());
        return lines.iterator()::next;
    }

    private static Callable<?> nextBytes(Scene scene) throws Exception {
        String beginning =
                "HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\nfirst\n" + "x".repeat(8_000);
        FlinkRestClient flink = client(scene, request -> request.contains(LOG) ? beginning : LIST);
        LogFollower lines =
                flink.logs()
                        .follow(
                                LogSource.jobManager(),
                                FollowOptions.builder().fromStart().build());
        Iterator<LogLine> iterator = lines.iterator();
        assertThat(iterator.next().text()).isEqualTo("first");
        return iterator::next;
    }

    /** Flink before 1.16.3 mixes up programs that run at the same time. */
    private static Callable<?> turn(Scene scene) throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        FlinkRestClient flink =
                client(
                        scene,
                        request -> {
                            if (request.contains("/config")) {
                                return "{\"flink-version\":\"1.16.2\"}";
                            }
                            running.countDown();
                            return null;
                        });
        background(() -> flink.jars().run(JAR));
        running.await();
        return () -> flink.jars().run(JAR);
    }

    private static Callable<?> deletion(Scene scene) throws Exception {
        CountDownLatch deleting = new CountDownLatch(1);
        FlinkRestClient flink =
                client(
                        scene,
                        request -> {
                            if (request.startsWith("DELETE")) {
                                deleting.countDown();
                                return null;
                            }
                            return "{\"address\":\"x\",\"files\":[{\"id\":\""
                                    + JAR
                                    + "\",\"name\":\"job.jar\",\"uploaded\":1,\"entry\":[]}]}";
                        });
        background(() -> flink.jars().prune(PruneOptions.builder().keepLast(0).build()));
        deleting.await();
        return () -> flink.jars().run(JAR);
    }

    private static void background(Runnable task) {
        Threads.PLATFORM.start(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        // it is not what is looked at
                    }
                });
    }

    private static Callable<?> result(Scene scene) throws Exception {
        String notReady = "{\"resultType\":\"NOT_READY\",\"nextResultUri\":\"/v2/x/result/0\"}";
        RawServer server =
                server(
                        scene,
                        request ->
                                request.contains("/api_versions")
                                        ? "{\"versions\":[\"V2\"]}"
                                        : notReady);
        SqlGateway gateway = scene.door(SqlGateway.connect(server.uri()));
        return gateway.session(SessionHandle.of("9808603d-13e4-4e65-9d29-41f76b569969"))
                        .operation(OperationHandle.of("24da42d7-bce6-429f-b910-2b361b45f25b"))
                ::result;
    }

    private static Callable<?> archive(Scene scene) throws Exception {
        String none = reply("404 Not Found", "application/json", "{\"errors\":[\"no\"]}");
        RawServer server = server(scene, request -> none);
        HistoryServer history = scene.door(HistoryServer.connect(server.uri()));
        return () -> history.awaitJob(JOB, LONG);
    }

    static Stream<Arguments> places() {
        return Blocked.all(PLACES);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("places")
    void obeysAnInterrupt(String name, Threads threads, Place place) throws Exception {
        Blocked.assertObeysAnInterrupt(place, threads);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("places")
    void endsWithItsClient(String name, Threads threads, Place place) throws Exception {
        Blocked.assertEndsWithItsClient(place, threads);
    }
}
