package dev.flinkrest;

import static dev.flinkrest.support.RawServer.OVERVIEW;
import static dev.flinkrest.support.RawServer.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.history.HistoryServer;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.OperationHandle;
import dev.flinkrest.id.SessionHandle;
import dev.flinkrest.jars.PruneOptions;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.ExceptionsQuery;
import dev.flinkrest.jobs.JobEvent;
import dev.flinkrest.jobs.JobResourceRequirements;
import dev.flinkrest.jobs.JobWatch;
import dev.flinkrest.jobs.UpgradeOptions;
import dev.flinkrest.monitoring.logs.LogLevel;
import dev.flinkrest.monitoring.logs.LogQuery;
import dev.flinkrest.monitoring.logs.LogSource;
import dev.flinkrest.monitoring.metrics.MetricSelection;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.RestCaller;
import dev.flinkrest.rest.UploadProgress;
import dev.flinkrest.sql.SqlGateway;
import dev.flinkrest.support.RawServer;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A closed client says so at once, whatever is done with it. Finds out by itself what that is:
 * calls every public method of a door and of all handles that it gives out.
 */
@Timeout(30)
class ClosedClientTest {
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");
    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final String HEX = "0123456789abcdef0123456789abcdef";
    private static final String UUID = "01234567-89ab-cdef-0123-456789abcdef";

    /** What asks the server for nothing, nor gives out what could. */
    private static final Set<String> NO_CALLS =
            Set.of(
                    "callTimeout",
                    "close",
                    "equals",
                    "handle",
                    "hashCode",
                    "id",
                    "requireSupport", // asks only where the options need it
                    "toString",
                    "triggerId");

    private static final Map<Class<?>, Object> SAMPLES = new HashMap<>();

    @TempDir private static Path directory;

    @BeforeAll
    static void makeSamples() throws IOException {
        Path jar = Files.write(directory.resolve("a.jar"), new byte[] {'P', 'K', 3, 4});
        JarId uploaded = JarId.of("1_a.jar");
        SAMPLES.put(String.class, "text");
        SAMPLES.put(int.class, 1);
        SAMPLES.put(long.class, 1L);
        SAMPLES.put(boolean.class, true);
        SAMPLES.put(Duration.class, Duration.ofMinutes(1));
        SAMPLES.put(Path.class, jar);
        SAMPLES.put(URI.class, jar.toUri());
        SAMPLES.put(String[].class, new String[] {"text"});
        SAMPLES.put(Map.class, Map.of("key", "value"));
        SAMPLES.put(Consumer.class, (Consumer<Object>) event -> {});
        SAMPLES.put(Request.class, ClusterEndpoints.OVERVIEW.with());
        SAMPLES.put(UploadProgress.class, (UploadProgress) (sent, total) -> {});
        SAMPLES.put(PruneOptions.class, PruneOptions.builder().keepLast(1).build());
        SAMPLES.put(ExceptionsQuery.class, ExceptionsQuery.latest(1));
        SAMPLES.put(JobResourceRequirements.class, new JobResourceRequirements(Map.of()));
        SAMPLES.put(LogQuery.class, LogQuery.atLeast(LogLevel.WARN));
        SAMPLES.put(LogSource.class, LogSource.jobManager());
        SAMPLES.put(MetricSelection.class, MetricSelection.health());
        SAMPLES.put(
                UpgradeOptions.class,
                UpgradeOptions.builder()
                        .newVersion(uploaded, RunOptions.none())
                        .withoutRollback()
                        .build());
    }

    private static Object sample(Type type) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            if (raw == List.class || raw == Collection.class) {
                return List.of(sample(generic.getActualTypeArguments()[0]));
            }
            return raw == Set.class
                    ? Set.of(sample(generic.getActualTypeArguments()[0]))
                    : sample(raw);
        }
        Class<?> raw = (Class<?>) type;
        Object known = raw == Integer.class ? Integer.valueOf(1) : SAMPLES.get(raw);
        if (known != null) {
            return known;
        }
        if (raw.isEnum()) {
            return raw.getEnumConstants()[0];
        }
        for (String name : List.of("random", "none", "all")) {
            Method factory = method(raw, name);
            if (factory != null) {
                return factory.invoke(null);
            }
        }
        Method of = method(raw, "of", String.class);
        if (of != null) {
            try {
                return of.invoke(null, HEX);
            } catch (InvocationTargetException e) {
                return of.invoke(null, UUID);
            }
        }
        return raw.getField("DEFAULTS").get(null);
    }

    private static @Nullable Method method(Class<?> type, String name, Class<?>... parameters) {
        try {
            Method found = type.getMethod(name, parameters);
            return Modifier.isStatic(found.getModifiers()) && found.getReturnType() == type
                    ? found
                    : null;
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    /** Calls all there is to be called; gives one line for each method. */
    private static final class Explorer {
        final List<String> refused = new ArrayList<>();
        final List<String> wrong = new ArrayList<>();
        private final Set<Class<?>> seen = new HashSet<>();
        private final String message;

        Explorer(String message) {
            this.message = message;
        }

        void explore(Object handle) throws ReflectiveOperationException {
            if (!seen.add(handle.getClass())) {
                return;
            }
            for (Method method : handle.getClass().getMethods()) {
                if (!Modifier.isStatic(method.getModifiers())
                        && method.getDeclaringClass() != Object.class
                        && !NO_CALLS.contains(method.getName())
                        && !(handle instanceof JobWatch && method.getName().equals("subscribe"))) {
                    call(handle, method);
                }
            }
        }

        private void call(Object handle, Method method) throws ReflectiveOperationException {
            List<Object> arguments = new ArrayList<>();
            for (Type type : method.getGenericParameterTypes()) {
                boolean isDirectory = type == Path.class && method.getReturnType() == Path.class;
                arguments.add(isDirectory ? directory : sample(type));
            }
            String what = handle.getClass().getSimpleName() + "." + method.getName() + arguments;
            long begun = System.nanoTime();
            try {
                Object given = method.invoke(handle, arguments.toArray());
                if (given == null || !isHandle(given.getClass())) {
                    wrong.add(what + " gave " + given);
                } else {
                    explore(given);
                }
            } catch (InvocationTargetException e) {
                Throwable thrown = e.getCause();
                boolean right =
                        thrown instanceof IllegalStateException
                                && message.equals(thrown.getMessage());
                if (System.nanoTime() - begun > AT_ONCE.toNanos()) {
                    wrong.add(what + " took its time");
                }
                (right ? refused : wrong).add(what + " threw " + thrown);
            }
        }

        private static boolean isHandle(Class<?> type) {
            return type.getName().startsWith("dev.flinkrest.")
                    && !type.isRecord()
                    && !type.isEnum();
        }
    }

    static Stream<Arguments> doors() {
        FlinkRestClient flink = FlinkRestClient.connect(NOBODY);
        FlinkRestClient view = flink.with(CallOptions.NONE.withCallTimeout(Duration.ofSeconds(9)));
        HistoryServer history = HistoryServer.connect(NOBODY);
        HistoryServer historyView = history.with(CallOptions.NONE.withMaxReplyBytes(1 << 20));
        SqlGateway gateway = SqlGateway.connect(NOBODY);
        flink.close();
        history.close();
        gateway.close();
        return Stream.of(
                arguments(flink, 140),
                arguments(view, 140),
                arguments(history, 40),
                arguments(historyView, 40),
                arguments(gateway, 25),
                arguments(
                        gateway.session(SessionHandle.of(UUID)).operation(OperationHandle.of(UUID)),
                        3));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("doors")
    void saysThatItIsClosed(Object door, int methods) throws Exception {
        Explorer explorer = new Explorer("the client of " + NOBODY + " is closed");
        explorer.explore(door);
        assertThat(explorer.wrong).isEmpty();
        assertThat(explorer.refused).hasSizeGreaterThanOrEqualTo(methods);
    }

    @Test
    void completesNewSubscribersOfAWatch() {
        FlinkRestClient flink = FlinkRestClient.connect(NOBODY);
        JobWatch watch = flink.jobs().watch(Duration.ofSeconds(1));
        flink.close();
        CompletableFuture<String> got = new CompletableFuture<>();
        watch.subscribe(
                new Flow.Subscriber<JobEvent>() {
                    @Override
                    public void onSubscribe(Flow.Subscription subscription) {
                        subscription.request(1);
                    }

                    @Override
                    public void onNext(JobEvent event) {
                        got.complete("an event");
                    }

                    @Override
                    public void onError(Throwable failure) {
                        got.complete("an error");
                    }

                    @Override
                    public void onComplete() {
                        got.complete("the end");
                    }
                });
        assertThat(got).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo("the end");
    }

    @Test
    void mayBeClosedTwiceAndByViewsNever() throws IOException {
        try (RawServer server = RawServer.replying(ok(OVERVIEW));
                FlinkRestClient flink = FlinkRestClient.connect(server.uri());
                HistoryServer history = HistoryServer.connect(server.uri())) {
            flink.with(CallOptions.NONE).close();
            FlinkRestClient.over(flink).close();
            history.with(CallOptions.NONE).close();
            HistoryServer.over(flink).close();
            SqlGateway.over(flink).close();
            assertThat(flink.overview().slotsTotal()).isEqualTo(8);
            assertThat(history.send(ClusterEndpoints.OVERVIEW.with()).slotsTotal()).isEqualTo(8);
            for (AutoCloseable door : List.of(flink, history)) {
                assertThat(door).isInstanceOf(RestCaller.class);
                closeTwice(door);
            }
            closeTwice(SqlGateway.connect(server.uri()));
            assertThatIllegalStateException().isThrownBy(flink::overview);
        }
    }

    private static void closeTwice(AutoCloseable door) throws IOException {
        try {
            door.close();
            door.close();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    @Test
    void knowsTheVersionNoMore() throws IOException {
        String config = "{\"flink-version\":\"1.20.3\"}";
        try (RawServer server = RawServer.replying(ok(config))) {
            FlinkRestClient flink = FlinkRestClient.connect(server.uri());
            assertThat(flink.version().minorText()).isEqualTo("1.20");
            flink.close();
            assertThatIllegalStateException()
                    .isThrownBy(flink::version)
                    .withMessage("the client of " + server.uri() + " is closed");
            // nor that the server is too old
            assertThatIllegalStateException().isThrownBy(() -> flink.applications().ids());
        }
    }
}
