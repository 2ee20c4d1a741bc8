package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.compatibility.ClientOperation.Kind;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.ForwardingCaller;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.RestCaller;
import dev.flinkrest.sql.SqlGateway;
import dev.flinkrest.testkit.Fault;
import dev.flinkrest.testkit.FaultPlan;
import dev.flinkrest.testkit.FaultProxy;
import dev.flinkrest.testkit.RefusedPort;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a caller gets of each operation under each fault, on real servers: what is thrown, whether
 * it says that the request may have been sent, and how often it was.
 */
class FaultTableIT {
    private static final Set<String> VERSIONS = Set.of("1.13.6", "2.3.0");
    private static final int AT_A_TIME = 24;

    /**
     * The columns are {@link Kind}s. A cell says how the call ends: {@code ok}, as the server's own
     * refusal, or what of it the status alone says, or with which exception, whether its {@code
     * maybeSent} is true, and how often the request came to the proxy. A fault strikes each of
     * them, or so many. Reads go out five times, and once more at once if the connection was used
     * before, as the first of each is here.
     */
    private static final String TABLE =
            """
            fault                 | strikes | READ                  | TEXT                  | STREAM                | WRITE                 | VOID_WRITE            | REFUSED_WRITE
            NONE                  | each    | ok 1x                 | ok 1x                 | ok 1x                 | ok 1x                 | ok 1x                 | refusal 1x
            refused               | each    | Connection unsent     | Connection unsent     | Connection unsent     | Connection unsent     | Connection unsent     | Connection unsent
            RESET_BEFORE_REQUEST  | each    | Connection sent 6x    | Connection sent 6x    | Connection sent 6x    | Connection sent 1x    | Connection sent 1x    | Connection sent 1x
            RESET_BEFORE_REQUEST  | once    | ok 2x                 | ok 2x                 | ok 2x                 | Connection sent 1x    | Connection sent 1x    | Connection sent 1x
            RESET_AFTER_REQUEST   | each    | Connection sent 6x    | Connection sent 6x    | Connection sent 6x    | Connection sent 1x    | Connection sent 1x    | Connection sent 1x
            CUT_BEFORE_REPLY      | once    | ok 2x                 | ok 2x                 | ok 2x                 | Connection sent 1x    | Connection sent 1x    | Connection sent 1x
            CUT_IN_BODY           | each    | Connection sent 5x    | Connection sent 5x    | IO 1x                 | Connection sent 1x    | Connection sent 1x    | Connection sent 1x
            CUT_IN_BODY           | once    | ok 2x                 | ok 2x                 | IO 1x                 | Connection sent 1x    | Connection sent 1x    | Connection sent 1x
            TRUNCATED_JSON        | each    | Decoding sent 1x      | ok 1x                 | ok 1x                 | Decoding sent 1x      | ok 1x                 | status 1x
            WRONG_LENGTH          | each    | Connection sent 5x    | Connection sent 5x    | IO 1x                 | Connection sent 1x    | Connection sent 1x    | Connection sent 1x
            BROKEN_CHUNK          | each    | Connection sent 5x    | Connection sent 5x    | IO 1x                 | Connection sent 1x    | Connection sent 1x    | Connection sent 1x
            TRICKLE               | each    | DeadlineExceeded sent 1x | DeadlineExceeded sent 1x | DeadlineExceeded sent 1x | DeadlineExceeded sent 1x | DeadlineExceeded sent 1x | DeadlineExceeded sent 1x
            SERVICE_UNAVAILABLE   | thrice  | ok 4x                 | ok 4x                 | ok 4x                 | ok 4x                 | ok 4x                 | refusal 4x
            SERVICE_UNAVAILABLE   | each    | Unavailable unsent 5x | Unavailable unsent 5x | Unavailable unsent 5x | Unavailable unsent 5x | Unavailable unsent 5x | Unavailable unsent 5x
            TOO_MANY_REQUESTS     | once    | ok 2x                 | ok 2x                 | ok 2x                 | ok 2x                 | ok 2x                 | refusal 2x
            TOO_MANY_REQUESTS     | each    | Unavailable unsent 5x | Unavailable unsent 5x | Unavailable unsent 5x | Unavailable unsent 5x | Unavailable unsent 5x | Unavailable unsent 5x
            EMPTY_OK              | each    | Decoding sent 1x      | ok 1x                 | ok 1x                 | Decoding sent 1x      | ok 1x                 | Decoding sent 1x
            HTML_OK               | each    | Decoding sent 1x      | Decoding sent 1x      | Decoding sent 1x      | Decoding sent 1x      | Decoding sent 1x      | Decoding sent 1x
            HTML_BAD_GATEWAY      | once    | ok 2x                 | ok 2x                 | ok 2x                 | ServerError sent 1x   | ServerError sent 1x   | ServerError sent 1x
            HTML_BAD_GATEWAY      | each    | ServerError sent 5x   | ServerError sent 5x   | ServerError sent 5x   | ServerError sent 1x   | ServerError sent 1x   | ServerError sent 1x
            """;

    private static final List<Kind> COLUMNS =
            split(TABLE.lines().findFirst().orElseThrow()).skip(2).map(Kind::valueOf).toList();

    private static final List<Row> ROWS = TABLE.lines().skip(1).map(Row::read).toList();

    private static Stream<String> split(String line) {
        return Stream.of(line.split("\\|", -1)).map(String::strip);
    }

    /**
     * One line of the table.
     *
     * @param fault what is in the way; null where nobody listens
     * @param times how many requests it strikes
     * @param cells what is expected
     */
    private record Row(String name, Fault fault, int times, Map<Kind, String> cells) {
        static Row read(String line) {
            List<String> cells = split(line).toList();
            String name = cells.get(0);
            int times =
                    switch (cells.get(1)) {
                        case "once" -> 1;
                        case "thrice" -> 3;
                        case "each" -> Integer.MAX_VALUE;
                        default -> throw new IllegalArgumentException(line);
                    };
            Map<Kind, String> expected = new EnumMap<>(Kind.class);
            for (Kind kind : COLUMNS) {
                expected.put(kind, cells.get(2 + COLUMNS.indexOf(kind)));
            }
            return new Row(
                    name + " " + cells.get(1),
                    name.equals("refused") ? null : Fault.valueOf(name),
                    times,
                    expected);
        }

        /** Returns what an operation is expected to end with. */
        String expected(ClientOperation operation) {
            String byStatus = operation.answer().replace("SqlStatement", "ServerError");
            return cells.get(operation.kind())
                    .replace("refusal", operation.answer())
                    .replace("status", byStatus);
        }

        /** Leaves the slow fault no more time than it takes to see it. */
        Duration callTimeout() {
            return Duration.ofSeconds(fault == Fault.TRICKLE ? 2 : 30);
        }
    }

    static Stream<String> versions() {
        return ClusterUnderTest.versions().filter(VERSIONS::contains);
    }

    @ParameterizedTest(name = "Flink {0}", allowZeroInvocations = true)
    @MethodSource("versions")
    @Timeout(3600)
    void everyOperationEndsUnderEveryFaultAsTheTableSays(String version) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try (OperationSubjects subjects = new OperationSubjects(version, true)) {
            List<ClientOperation> operations =
                    EveryOperation.ALL.stream()
                            .filter(one -> subjects.version().isAtLeast(one.since()))
                            .toList();
            List<Future<List<String>>> running = new ArrayList<>();
            for (ClientOperation operation : operations) {
                running.add(threads.submit(() -> differences(operation, subjects)));
            }
            List<String> differences = new ArrayList<>();
            for (Future<List<String>> one : running) {
                differences.addAll(one.get());
            }
            assertThat(differences)
                    .as(
                            "what differs from the table among %d operations under %d faults",
                            operations.size(), ROWS.size())
                    .isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> differences(ClientOperation operation, OperationSubjects subjects) {
        List<String> differences = new ArrayList<>();
        AtomicReference<Row> row = new AtomicReference<>(ROWS.get(0));
        AtomicInteger asked = new AtomicInteger();
        FaultPlan plan =
                line ->
                        asked.incrementAndGet() <= row.get().times()
                                ? row.get().fault()
                                : Fault.NONE;
        try (FaultProxy proxy = FaultProxy.start(subjects.uri(operation), plan);
                Door door = Door.to(operation.server(), proxy.uri())) {
            for (Row next : ROWS) {
                row.set(ROWS.get(0));
                door.version(); // or else the question for it might be struck
                row.set(next);
                asked.set(0);
                String got = call(operation, next, subjects, door);
                String counted = next.fault() == null ? got : got + " " + asked.get() + "x";
                String expected = next.expected(operation);
                if (!counted.equals(expected)) {
                    differences.add(
                            operation + " | " + next.name() + " | " + expected + " | " + counted);
                }
            }
        }
        return differences;
    }

    private static String call(
            ClientOperation operation, Row row, OperationSubjects subjects, Door door) {
        Lock lock = subjects.lock(operation);
        lock.lock();
        try {
            Request<?> request =
                    operation
                            .request()
                            .apply(subjects)
                            .with(CallOptions.NONE.withCallTimeout(row.callTimeout()));
            return row.fault() == null
                    ? refused(operation, request)
                    : outcome(operation, door, request);
        } catch (FlinkRestException | AssertionError e) {
            return "could not be prepared: " + e;
        } finally {
            subjects.tidy();
            lock.unlock();
        }
    }

    private static String refused(ClientOperation operation, Request<?> request) {
        try (RefusedPort port = RefusedPort.take();
                Door door = Door.to(operation.server(), port.uri())) {
            return outcome(operation, door, request);
        }
    }

    private static String outcome(ClientOperation operation, Door door, Request<?> request) {
        try {
            operation.call(door, request);
            return ClientOperation.outcome(null);
        } catch (FlinkRestException | IOException e) {
            return ClientOperation.outcome(e);
        }
    }

    /** The client of one kind of server. */
    private static final class Door extends ForwardingCaller implements AutoCloseable {
        private final Runnable close;

        private Door(RestCaller client, Runnable close) {
            super(client);
            this.close = close;
        }

        static Door to(Server server, URI uri) {
            if (server == Server.SQL_GATEWAY) {
                SqlGateway gateway = SqlGateway.connect(uri);
                return new Door(gateway, gateway::close);
            }
            FlinkRestClient flink = FlinkRestClient.connect(uri);
            return new Door(flink, flink::close);
        }

        @Override
        public void close() {
            close.run();
        }
    }
}
