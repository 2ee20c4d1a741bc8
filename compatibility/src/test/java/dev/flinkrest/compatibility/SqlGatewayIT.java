package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.embedded.EmbeddedSqlGateway;
import dev.flinkrest.error.ConflictException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.SqlStatementException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.OperationHandle;
import dev.flinkrest.id.SessionHandle;
import dev.flinkrest.jobs.JobIdWithStatus;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.jobs.vertices.ExecutionState;
import dev.flinkrest.sql.OperationStatus;
import dev.flinkrest.sql.RefreshOptions;
import dev.flinkrest.sql.ResultKind;
import dev.flinkrest.sql.RowKind;
import dev.flinkrest.sql.SessionOptions;
import dev.flinkrest.sql.SqlApiVersion;
import dev.flinkrest.sql.SqlEndpoints;
import dev.flinkrest.sql.SqlGateway;
import dev.flinkrest.sql.SqlOperation;
import dev.flinkrest.sql.SqlResult;
import dev.flinkrest.sql.SqlRow;
import dev.flinkrest.sql.SqlSession;
import dev.flinkrest.sql.StatementOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation of the SQL Gateway on real gateways. In the end, every row of the table must have
 * been seen to work where the gateway has it, and no field of any reply lost.
 */
@ParameterizedClass(name = "SQL Gateway {0}", allowZeroInvocations = true)
@MethodSource("dev.flinkrest.compatibility.GatewayUnderTest#versions")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class SqlGatewayIT implements SqlTypesContract {
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    @Parameter String version;

    private GatewayUnderTest server;
    private SqlSession session;

    @BeforeParameterizedClassInvocation
    void start() {
        server = new GatewayUnderTest(version);
        session =
                server.gateway()
                        .openSession(
                                SessionOptions.builder()
                                        .name("contract")
                                        .property("parallelism.default", "1")
                                        .property("table.local-time-zone", "UTC")
                                        .build());
        run(
                "CREATE TABLE numbers (a INT COMMENT 'a number') WITH ('connector' = 'datagen',"
                        + " 'rows-per-second' = '2000')");
        run("CREATE TABLE hole (a INT) WITH ('connector' = 'blackhole')");
    }

    @Override
    public GatewayUnderTest server() {
        return server;
    }

    @Override
    public SqlSession session() {
        return session;
    }

    private List<SqlRow> run(String statement) {
        StatementOptions options =
                StatementOptions.builder().rowTimeout(Duration.ofSeconds(60)).build();
        try (SqlResult result = session.execute(statement, options)) {
            return result.stream().toList();
        }
    }

    private boolean has(SqlApiVersion api) {
        return server.isAtLeast(api.since());
    }

    @Test
    void saysWhatItIsAndSpeaksTheNewestVersion() {
        assertThat(server.gateway().info().productName()).isEqualTo("Apache Flink");
        assertThat(server.gateway().info().version()).isEqualTo(version);
        assertThat(server.gateway().version()).hasToString(version);
        List<String> expected =
                Stream.of(SqlApiVersion.values()).filter(this::has).map(Enum::name).toList();
        assertThat(server.gateway().apiVersions()).isEqualTo(expected);
        assertThat(server.gateway().apiVersion()).hasToString(expected.get(expected.size() - 1));
    }

    @Test
    void selectsOne() {
        try (SqlResult result = session.execute("SELECT 1 AS x")) {
            assertThat(result.columns()).extracting(column -> column.name()).containsExactly("x");
            assertThat(result.columns().get(0).type()).hasToString("INT NOT NULL");
            if (has(SqlApiVersion.V2)) {
                assertThat(result.isQueryResult()).isTrue();
                assertThat(result.kind()).isEqualTo(ResultKind.SUCCESS_WITH_CONTENT);
            }
            assertThat(result.stream().map(row -> row.get("x"))).containsExactly(1);
        }
    }

    @Test
    void definesAndDescribesTables() {
        assertThat(run("CREATE TABLE made (a INT) WITH ('connector' = 'print')"))
                .extracting(row -> row.get(0))
                .containsExactly("OK");
        assertThat(run("SHOW TABLES").stream().map(row -> row.get(0))).contains("made", "hole");
        assertThat(run("DESCRIBE made").get(0).values()).startsWith("a", "INT", true);
        run("DROP TABLE made");
        assertThat(run("SHOW TABLES").stream().map(row -> row.get(0))).doesNotContain("made");
    }

    private Set<JobId> runningJobs() {
        return server.flink().jobs().all().stream()
                .filter(job -> !job.status().isTerminal())
                .map(JobIdWithStatus::id)
                .collect(Collectors.toSet());
    }

    private void awaitEnd(JobId job) {
        ClusterUnderTest.await(
                () -> server.flink().jobs().get(job).state(), JobStatus.CANCELED::equals);
    }

    /** The job of a query; Flink 1.16 does not tell it. */
    private JobId jobOf(SqlResult result, Set<JobId> before) {
        Set<JobId> news = newJobs(before);
        if (has(SqlApiVersion.V2)) {
            assertThat(news).contains(result.jobId());
            return result.jobId();
        }
        assertThat(result.jobId()).isNull();
        assertThat(news).hasSize(1);
        return news.iterator().next();
    }

    @Test
    void readsAThousandRowsOfAStreamAndCancelsIt() {
        Set<JobId> before = runningJobs();
        try (SqlResult result = session.execute("SELECT a FROM numbers")) {
            JobId job = jobOf(result, before);
            List<Integer> numbers = new ArrayList<>();
            for (SqlRow row : result) {
                assertThat(row.kind()).isEqualTo(RowKind.INSERT);
                numbers.add(row.get("a", Integer.class));
                if (numbers.size() == 1_000) {
                    result.cancel();
                }
            }
            assertThat(numbers).hasSize(1_000).doesNotContainNull();
            assertThat(new TreeSet<>(numbers)).as("different numbers").hasSizeGreaterThan(900);
            awaitEnd(job);
        }
    }

    @Test
    void endsTheJobOfAStreamThatIsLeftMidway() {
        Set<JobId> before = runningJobs();
        JobId job;
        try (SqlResult result = session.execute("SELECT a FROM numbers");
                Stream<SqlRow> rows = result.stream()) {
            job = jobOf(result, before);
            assertThat(rows.limit(10).toList()).hasSize(10);
            assertThat(result.operation().status()).isEqualTo(OperationStatus.FINISHED);
            assertThatExceptionOfType(ConflictException.class)
                    .isThrownBy(result.operation()::cancel)
                    .withMessageContaining("from FINISHED to CANCELED");
        }
        awaitEnd(job);
    }

    @Test
    void boundsTheWaitForARowThatDoesNotCome() {
        StatementOptions options =
                StatementOptions.builder().rowTimeout(Duration.ofSeconds(5)).build();
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(
                        () -> {
                            try (SqlResult result =
                                    session.execute(
                                            "SELECT a FROM numbers WHERE a IS NULL", options)) {
                                result.iterator().hasNext();
                            }
                        })
                .withMessageContaining("not done within PT5S")
                .withMessageContaining("can be waited for again");
    }

    @Test
    void insertsAndTellsTheJob() {
        try (SqlResult result = session.execute("INSERT INTO hole VALUES (1), (2)")) {
            JobId job = result.jobId();
            assertThat(result.stream().map(row -> row.get(0))).containsExactly(job.toString());
            assertThat(
                            ClusterUnderTest.await(
                                            () -> server.flink().jobs().get(job),
                                            details -> details.state().isTerminal())
                                    .state())
                    .isEqualTo(JobStatus.FINISHED);
        }
    }

    @Test
    void cancelsWhatIsNotFinished() {
        Map<String, String> waiting = Map.of("table.dml-sync", "true");
        Set<JobId> before = runningJobs();
        try (SqlSession other =
                server.gateway()
                        .openSession(SessionOptions.builder().properties(waiting).build())) {
            other.execute("CREATE TABLE n (a INT) WITH ('connector' = 'datagen')").close();
            other.execute("CREATE TABLE h (a INT) WITH ('connector' = 'blackhole')").close();
            SqlOperation insert =
                    other.submit("INSERT INTO h SELECT a FROM n", StatementOptions.none());
            JobId job =
                    ClusterUnderTest.await(() -> newJobs(before), news -> !news.isEmpty())
                            .iterator()
                            .next();
            ClusterUnderTest.await(
                    () -> server.flink().jobs().get(job).vertices(),
                    vertices ->
                            !vertices.isEmpty()
                                    && vertices.stream()
                                            .allMatch(v -> v.status() == ExecutionState.RUNNING));
            assertThat(insert.status()).isEqualTo(OperationStatus.RUNNING);
            assertThat(insert.cancel()).isEqualTo(OperationStatus.CANCELED);
            assertThat(insert.status()).isEqualTo(OperationStatus.CANCELED);
            assertThatExceptionOfType(ConflictException.class).isThrownBy(insert::cancel);
            server.flink().jobs().terminate(job);
            awaitEnd(job);
        }
    }

    private Set<JobId> newJobs(Set<JobId> before) {
        Set<JobId> news = runningJobs();
        news.removeAll(before);
        return news;
    }

    @Test
    void readsAChangelog() {
        assertThat(run("SELECT k, COUNT(*) c FROM (VALUES 'a', 'a', 'b') AS t(k) GROUP BY k"))
                .extracting(row -> row.kind() + " " + row.values())
                .containsExactlyInAnyOrder(
                        "INSERT [a, 1]",
                        "UPDATE_BEFORE [a, 1]",
                        "UPDATE_AFTER [a, 2]",
                        "INSERT [b, 1]");
        assertThat(
                        run(
                                "SELECT MAX(v) FROM (SELECT k, COUNT(*) v FROM (VALUES 'a', 'a') AS t(k)"
                                        + " GROUP BY k)"))
                .last()
                .extracting(row -> row.get(0))
                .isEqualTo(2L);
    }

    private SqlStatementException failure(String statement) {
        try {
            List<SqlRow> rows = run(statement);
            throw new AssertionError(statement + " gave " + rows);
        } catch (SqlStatementException e) {
            return e;
        }
    }

    @Test
    void throwsWhatSqlSaysWhereAStatementFails() {
        SqlStatementException parse = failure("SELECT 1 FORM t ORDER");
        assertThat(parse).hasMessageContaining("SQL parse failed. ");
        assertThat(parse.line()).isEqualTo(1);
        assertThat(parse.sqlError()).contains("Was expecting");
        SqlStatementException validation = failure("SELECT\n  x FROM hole");
        assertThat(validation)
                .hasMessage(
                        "the statement failed: SQL validation failed. At line 2, column 3: Column 'x' not"
                                + " found in any table");
        assertThat(List.of(validation.line(), validation.column())).containsExactly(2, 3);
        assertThat(failure("SELECT * FROM nowhere"))
                .hasMessageContaining("Object 'nowhere' not found");
        SqlStatementException running = failure("SELECT CAST(k AS INT) FROM (VALUES 'x') AS t(k)");
        assertThat(running)
                .hasMessageContaining("Job failed (JobID: ")
                .hasMessageContaining("For input string: 'x'");
        assertThat(running.serverStackTrace()).contains("NumberFormatException", "\tat ");
    }

    @Test
    void configuresTheSession() {
        assertThat(session.config()).containsEntry("parallelism.default", "1");
        if (!has(SqlApiVersion.V2)) {
            assertThatExceptionOfType(UnsupportedByServerException.class)
                    .isThrownBy(() -> session.configure("SET 'my.own' = 'x'"))
                    .withMessageContaining("in Flink 1.17; the gateway speaks [V1]")
                    .withMessageContaining("Run the statement by execute");
            run("SET 'my.own' = 'x'");
            assertThat(session.config()).containsEntry("my.own", "x");
            return;
        }
        session.configure("SET 'my.own' = 'x'");
        session.configure("CREATE TABLE configured (a INT) WITH ('connector' = 'print')");
        assertThat(session.config()).containsEntry("my.own", "x");
        assertThat(run("SHOW TABLES").stream().map(row -> row.get(0))).contains("configured");
        session.configure("RESET 'my.own'");
        session.configure("DROP TABLE configured");
        assertThat(session.config()).doesNotContainKey("my.own");
        assertThatExceptionOfType(SqlStatementException.class)
                .isThrownBy(() -> session.configure("SELECT 1"))
                .withMessageContaining("Unsupported statement for configuring session");
        assertThatExceptionOfType(UnsupportedByServerException.class)
                .isThrownBy(() -> session.configure("SET 'a' = 'b'", Duration.ofSeconds(5)))
                .withMessageContaining("Leave executionTimeout out");
    }

    @Test
    void setsTheConfigurationOfOneStatement() {
        StatementOptions options =
                StatementOptions.builder().executionConfig("pipeline.name", "named é").build();
        try (SqlResult result = session.execute("INSERT INTO hole VALUES (1)", options)) {
            assertThat(server.flink().jobs().get(result.jobId()).name()).isEqualTo("named é");
        }
        assertThatExceptionOfType(UnsupportedByServerException.class)
                .isThrownBy(
                        () ->
                                session.execute(
                                        "SELECT 1",
                                        StatementOptions.builder()
                                                .executionTimeout(Duration.ofSeconds(5))
                                                .build()))
                .withMessageContaining("the gateway ends no statements that take too long");
    }

    @Test
    void suggestsHowAStatementMayGoOn() {
        if (has(SqlApiVersion.V2)) {
            assertThat(session.complete("SELECT * FR", 11)).containsExactly("FROM");
            assertThat(session.complete("SELECT * FROM hol", 17))
                    .containsExactly("default_catalog.default_database.hole");
        } else {
            assertThatExceptionOfType(UnsupportedByServerException.class)
                    .isThrownBy(() -> session.complete("SELECT * FR", 11))
                    .withMessageContaining("in Flink 1.17");
        }
    }

    @Test
    void keepsASessionAliveByHeartbeatsAlone() {
        Map<String, String> impatient =
                Map.of(
                        "sql-gateway.session.idle-timeout", "3 s",
                        "sql-gateway.session.check-interval", "500 ms");
        try (EmbeddedSqlGateway other = server.startGateway(impatient);
                SqlGateway gateway = SqlGateway.connect(other.uri());
                SqlSession kept =
                        gateway.openSession(
                                SessionOptions.builder()
                                        .heartbeatInterval(Duration.ofMillis(500))
                                        .build());
                SqlSession left =
                        gateway.openSession(SessionOptions.builder().withoutHeartbeats().build())) {
            ClusterUnderTest.await(() -> isGone(other, left), gone -> gone);
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(left::config)
                    .withMessageContaining("does not exist")
                    .withMessageContaining("sql-gateway.session.idle-timeout");
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> left.execute("SELECT 1"));
            assertThat(kept.config()).isNotEmpty();
        }
    }

    /** Whether the gateway has closed a session, by its log: to ask for it is to use it. */
    private static boolean isGone(EmbeddedSqlGateway gateway, SqlSession session) {
        try (Stream<String> log = Files.lines(gateway.log())) {
            return log.anyMatch(
                    line ->
                            line.contains(session.handle().toString())
                                    && line.contains("is expired, closing it"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void deploysNoScriptToAStandaloneCluster() {
        if (has(SqlApiVersion.V4)) {
            // YARN or Kubernetes would take it; neither can be had here
            assertThatExceptionOfType(SqlStatementException.class)
                    .isThrownBy(() -> session.deployScript("SELECT 1;", Map.of()))
                    .withMessageContaining(
                            "Application Mode not supported by standalone deployments");
        } else {
            assertThatExceptionOfType(UnsupportedByServerException.class)
                    .isThrownBy(() -> session.deployScript("SELECT 1;", Map.of()))
                    .withMessageContaining("in Flink 2.0");
        }
    }

    @Test
    void refreshesNoTableThatIsNotMaterialized() {
        String table = "default_catalog.default_database.hole";
        if (has(SqlApiVersion.V3)) {
            // MaterializedTableIT refreshes one that is
            assertThatExceptionOfType(SqlStatementException.class)
                    .isThrownBy(
                            () -> session.refreshMaterializedTable(table, RefreshOptions.none()))
                    .withMessageContaining("is not a materialized table");
        } else {
            assertThatExceptionOfType(UnsupportedByServerException.class)
                    .isThrownBy(
                            () -> session.refreshMaterializedTable(table, RefreshOptions.none()))
                    .withMessageContaining("in Flink 1.20");
        }
    }

    @Test
    void takesUpSessionsAndOperations() {
        SqlSession again = server.gateway().session(session.handle());
        again.heartbeat();
        try (SqlOperation begun = again.submit("SHOW CATALOGS", StatementOptions.none())) {
            ClusterUnderTest.await(begun::status, OperationStatus.FINISHED::equals);
            List<Object> names =
                    session.operation(begun.handle()).result().stream()
                            .<Object>map(row -> row.get(0))
                            .toList();
            assertThat(names).containsExactly("default_catalog");
        }
    }

    @TestFactory
    Stream<DynamicTest> callsWhatDoesNotExistNotFound() {
        SqlSession nobody = server.gateway().session(SessionHandle.of(NOBODY));
        SqlOperation nothing = session.operation(OperationHandle.of(NOBODY));
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(notFound("session's configuration", nobody::config));
        tests.add(notFound("session's heartbeat", nobody::heartbeat));
        tests.add(notFound("session to execute in", () -> nobody.execute("SELECT 1")));
        tests.add(
                notFound(
                        "session to close",
                        () ->
                                server.gateway()
                                        .send(
                                                SqlEndpoints.CLOSE_SESSION.with(
                                                        server.gateway().apiVersion().segment(),
                                                        NOBODY))));
        if (has(SqlApiVersion.V2)) {
            tests.add(notFound("session to configure", () -> nobody.configure("SET 'a' = 'b'")));
            tests.add(notFound("session to complete in", () -> nobody.complete("S", 1)));
        }
        if (has(SqlApiVersion.V3)) {
            tests.add(
                    notFound(
                            "session to refresh in",
                            () -> nobody.refreshMaterializedTable("a.b.c", RefreshOptions.none())));
        }
        tests.add(notFound("operation's status", nothing::status));
        tests.add(notFound("operation to cancel", nothing::cancel));
        tests.add(notFound("operation's result", nothing::result));
        // closing what is not there is no failure, on any gateway
        tests.add(DynamicTest.dynamicTest("operation to close", nothing::close));
        tests.add(DynamicTest.dynamicTest("session to close by its handle", nobody::close));
        return tests.stream();
    }

    private static DynamicTest notFound(String what, ThrowingCallable call) {
        return DynamicTest.dynamicTest(
                what, () -> assertThatExceptionOfType(NotFoundException.class).isThrownBy(call));
    }

    @AfterParameterizedClassInvocation
    void everyRowWorkedAndNoFieldWasLost() {
        try {
            session.close();
            assertThatExceptionOfType(NotFoundException.class).isThrownBy(session::config);
            Set<String> expected = new TreeSet<>(EndpointTables.rows(Server.SQL_GATEWAY).keySet());
            expected.removeIf(row -> !server.isAtLeast(EndpointTables.since(row)));
            expected.remove(SqlEndpoints.DEPLOY_SCRIPT.toString());
            assertThat(server.recorder().succeeded())
                    .as("rows that a reply was seen of on " + version)
                    .containsExactlyElementsOf(expected);
            assertThat(server.recorder().lost()).as("fields lost on " + version).isEmpty();
            Seen.hold(Server.SQL_GATEWAY, version, getClass(), server.recorder().succeeded());
        } finally {
            server.close();
        }
    }
}
