package dev.flinkrest.compatibility;

import static dev.flinkrest.compatibility.ClusterUnderTest.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.error.ConflictException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.SqlStatementException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.JobIdWithStatus;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.sql.OperationStatus;
import dev.flinkrest.sql.RefreshOptions;
import dev.flinkrest.sql.ResultKind;
import dev.flinkrest.sql.RowKind;
import dev.flinkrest.sql.SessionOptions;
import dev.flinkrest.sql.SqlApiVersion;
import dev.flinkrest.sql.SqlOperation;
import dev.flinkrest.sql.SqlResult;
import dev.flinkrest.sql.SqlRow;
import dev.flinkrest.sql.SqlSession;
import dev.flinkrest.sql.StatementOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Statements, their results and their jobs. */
interface SqlStatementsContract {
    GatewayUnderTest server();

    /** The session of the test class; it has the tables {@code numbers} and {@code hole}. */
    SqlSession session();

    private List<SqlRow> run(String statement) {
        return GatewayUnderTest.run(session(), statement);
    }

    @Test
    default void selectsOne() {
        try (SqlResult result = session().execute("SELECT 1 AS x")) {
            assertThat(result.columns()).extracting(column -> column.name()).containsExactly("x");
            assertThat(result.columns().get(0).type()).hasToString("INT NOT NULL");
            if (server().has(SqlApiVersion.V2)) {
                assertThat(result.isQueryResult()).isTrue();
                assertThat(result.kind()).isEqualTo(ResultKind.SUCCESS_WITH_CONTENT);
            }
            assertThat(result.stream().map(row -> row.get("x"))).containsExactly(1);
        }
    }

    @Test
    default void definesAndDescribesTables() {
        assertThat(run("CREATE TABLE made (a INT) WITH ('connector' = 'print')"))
                .extracting(row -> row.get(0))
                .containsExactly("OK");
        assertThat(run("SHOW TABLES").stream().map(row -> row.get(0))).contains("made", "hole");
        assertThat(run("DESCRIBE made").get(0).values()).startsWith("a", "INT", true);
        run("DROP TABLE made");
        assertThat(run("SHOW TABLES").stream().map(row -> row.get(0))).doesNotContain("made");
    }

    private Set<JobId> runningJobs() {
        return server().flink().jobs().all().stream()
                .filter(job -> !job.status().isTerminal())
                .map(JobIdWithStatus::id)
                .collect(Collectors.toSet());
    }

    private void awaitEnd(JobId job) {
        ClusterUnderTest.await(
                () -> server().flink().jobs().get(job).state(), JobStatus.CANCELED::equals);
    }

    /** The job of a query; Flink 1.16 does not tell it. */
    private JobId jobOf(SqlResult result, Set<JobId> before) {
        Set<JobId> news = newJobs(before);
        if (server().has(SqlApiVersion.V2)) {
            assertThat(news).contains(result.jobId());
            return result.jobId();
        }
        assertThat(result.jobId()).isNull();
        assertThat(news).hasSize(1);
        return news.iterator().next();
    }

    @Test
    default void readsAThousandRowsOfAStreamAndCancelsIt() {
        Set<JobId> before = runningJobs();
        try (SqlResult result = session().execute("SELECT a FROM numbers")) {
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
    default void endsTheJobOfAStreamThatIsLeftMidway() {
        Set<JobId> before = runningJobs();
        JobId job;
        try (SqlResult result = session().execute("SELECT a FROM numbers");
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
    default void boundsTheWaitForARowThatDoesNotCome() {
        StatementOptions options =
                StatementOptions.builder().rowTimeout(Duration.ofSeconds(5)).build();
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(
                        () -> {
                            try (SqlResult result =
                                    session()
                                            .execute(
                                                    "SELECT a FROM numbers WHERE a IS NULL",
                                                    options)) {
                                result.iterator().hasNext();
                            }
                        })
                .withMessageContaining("not done within PT5S")
                .withMessageContaining("can be waited for again");
    }

    @Test
    default void insertsAndTellsTheJob() {
        try (SqlResult result = session().execute("INSERT INTO hole VALUES (1), (2)")) {
            JobId job = result.jobId();
            assertThat(result.stream().map(row -> row.get(0))).containsExactly(job.toString());
            assertThat(
                            ClusterUnderTest.await(
                                            () -> server().flink().jobs().get(job),
                                            details -> details.state().isTerminal())
                                    .state())
                    .isEqualTo(JobStatus.FINISHED);
        }
    }

    @Test
    default void cancelsWhatIsNotFinished() {
        Map<String, String> waiting = Map.of("table.dml-sync", "true");
        Set<JobId> before = runningJobs();
        try (SqlSession other =
                server().gateway()
                        .openSession(SessionOptions.builder().properties(waiting).build())) {
            other.execute("CREATE TABLE n (a INT) WITH ('connector' = 'datagen')").close();
            other.execute("CREATE TABLE h (a INT) WITH ('connector' = 'blackhole')").close();
            SqlOperation insert =
                    other.submit("INSERT INTO h SELECT a FROM n", StatementOptions.none());
            JobId job =
                    ClusterUnderTest.await(() -> newJobs(before), news -> !news.isEmpty())
                            .iterator()
                            .next();
            server().flink().jobs().awaitAllVerticesRunning(job, PATIENCE);
            assertThat(insert.status()).isEqualTo(OperationStatus.RUNNING);
            assertThat(insert.cancel()).isEqualTo(OperationStatus.CANCELED);
            assertThat(insert.status()).isEqualTo(OperationStatus.CANCELED);
            assertThatExceptionOfType(ConflictException.class).isThrownBy(insert::cancel);
            server().flink().jobs().terminate(job);
            awaitEnd(job);
        }
    }

    private Set<JobId> newJobs(Set<JobId> before) {
        Set<JobId> news = runningJobs();
        news.removeAll(before);
        return news;
    }

    @Test
    default void readsAChangelog() {
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
    default void throwsWhatSqlSaysWhereAStatementFails() {
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
    default void setsTheConfigurationOfOneStatement() {
        StatementOptions options =
                StatementOptions.builder().executionConfig("pipeline.name", "named é").build();
        try (SqlResult result = session().execute("INSERT INTO hole VALUES (1)", options)) {
            assertThat(server().flink().jobs().get(result.jobId()).name()).isEqualTo("named é");
        }
        assertThatExceptionOfType(UnsupportedByServerException.class)
                .isThrownBy(
                        () ->
                                session()
                                        .execute(
                                                "SELECT 1",
                                                StatementOptions.builder()
                                                        .executionTimeout(Duration.ofSeconds(5))
                                                        .build()))
                .withMessageContaining("the gateway ends no statements that take too long");
    }

    @Test
    default void refreshesNoTableThatIsNotMaterialized() {
        String table = "default_catalog.default_database.hole";
        if (server().has(SqlApiVersion.V3)) {
            // MaterializedTableIT refreshes one that is
            assertThatExceptionOfType(SqlStatementException.class)
                    .isThrownBy(
                            () -> session().refreshMaterializedTable(table, RefreshOptions.none()))
                    .withMessageContaining("is not a materialized table");
        } else {
            assertThatExceptionOfType(UnsupportedByServerException.class)
                    .isThrownBy(
                            () -> session().refreshMaterializedTable(table, RefreshOptions.none()))
                    .withMessageContaining("in Flink 1.20");
        }
    }
}
