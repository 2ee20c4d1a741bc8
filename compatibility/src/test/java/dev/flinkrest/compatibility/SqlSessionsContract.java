package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.embedded.EmbeddedSqlGateway;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.SqlStatementException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.OperationHandle;
import dev.flinkrest.id.SessionHandle;
import dev.flinkrest.sql.OperationStatus;
import dev.flinkrest.sql.RefreshOptions;
import dev.flinkrest.sql.SessionOptions;
import dev.flinkrest.sql.SqlApiVersion;
import dev.flinkrest.sql.SqlEndpoints;
import dev.flinkrest.sql.SqlGateway;
import dev.flinkrest.sql.SqlOperation;
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
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Sessions: opened, configured, kept, taken up, and what does not exist in them. */
interface SqlSessionsContract {
    String NOBODY = "00000000-0000-0000-0000-000000000000";

    GatewayUnderTest server();

    /** The session of the test class; it has the tables {@code numbers} and {@code hole}. */
    SqlSession session();

    private List<SqlRow> run(String statement) {
        return GatewayUnderTest.run(session(), statement);
    }

    @Test
    default void configuresTheSession() {
        assertThat(session().config()).containsEntry("parallelism.default", "1");
        if (!server().has(SqlApiVersion.V2)) {
            assertThatExceptionOfType(UnsupportedByServerException.class)
                    .isThrownBy(() -> session().configure("SET 'my.own' = 'x'"))
                    .withMessageContaining("in Flink 1.17; the gateway speaks [V1]")
                    .withMessageContaining("Run the statement by execute");
            run("SET 'my.own' = 'x'");
            assertThat(session().config()).containsEntry("my.own", "x");
            return;
        }
        session().configure("SET 'my.own' = 'x'");
        session().configure("CREATE TABLE configured (a INT) WITH ('connector' = 'print')");
        assertThat(session().config()).containsEntry("my.own", "x");
        assertThat(run("SHOW TABLES").stream().map(row -> row.get(0))).contains("configured");
        session().configure("RESET 'my.own'");
        session().configure("DROP TABLE configured");
        assertThat(session().config()).doesNotContainKey("my.own");
        assertThatExceptionOfType(SqlStatementException.class)
                .isThrownBy(() -> session().configure("SELECT 1"))
                .withMessageContaining("Unsupported statement for configuring session");
        assertThatExceptionOfType(UnsupportedByServerException.class)
                .isThrownBy(() -> session().configure("SET 'a' = 'b'", Duration.ofSeconds(5)))
                .withMessageContaining("Leave executionTimeout out");
    }

    @Test
    default void suggestsHowAStatementMayGoOn() {
        if (server().has(SqlApiVersion.V2)) {
            assertThat(session().complete("SELECT * FR", 11)).containsExactly("FROM");
            assertThat(session().complete("SELECT * FROM hol", 17))
                    .containsExactly("default_catalog.default_database.hole");
        } else {
            assertThatExceptionOfType(UnsupportedByServerException.class)
                    .isThrownBy(() -> session().complete("SELECT * FR", 11))
                    .withMessageContaining("in Flink 1.17");
        }
    }

    @Test
    default void keepsASessionAliveByHeartbeatsAlone() {
        Map<String, String> impatient =
                Map.of(
                        "sql-gateway.session.idle-timeout", "3 s",
                        "sql-gateway.session.check-interval", "500 ms");
        try (EmbeddedSqlGateway other = server().startGateway(impatient);
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
    default void deploysNoScriptToAStandaloneCluster() {
        if (server().has(SqlApiVersion.V4)) {
            // YARN or Kubernetes would take it; neither can be had here
            assertThatExceptionOfType(SqlStatementException.class)
                    .isThrownBy(() -> session().deployScript("SELECT 1;", Map.of()))
                    .withMessageContaining(
                            "Application Mode not supported by standalone deployments");
        } else {
            assertThatExceptionOfType(UnsupportedByServerException.class)
                    .isThrownBy(() -> session().deployScript("SELECT 1;", Map.of()))
                    .withMessageContaining("in Flink 2.0");
        }
    }

    @Test
    default void takesUpSessionsAndOperations() {
        SqlSession again = server().gateway().session(session().handle());
        again.heartbeat();
        try (SqlOperation begun = again.submit("SHOW CATALOGS", StatementOptions.none())) {
            ClusterUnderTest.await(begun::status, OperationStatus.FINISHED::equals);
            List<Object> names =
                    session().operation(begun.handle()).result().stream()
                            .<Object>map(row -> row.get(0))
                            .toList();
            assertThat(names).containsExactly("default_catalog");
        }
    }

    @TestFactory
    default Stream<DynamicTest> callsWhatDoesNotExistNotFound() {
        SqlSession nobody = server().gateway().session(SessionHandle.of(NOBODY));
        SqlOperation nothing = session().operation(OperationHandle.of(NOBODY));
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(notFound("session's configuration", nobody::config));
        tests.add(notFound("session's heartbeat", nobody::heartbeat));
        tests.add(notFound("session to execute in", () -> nobody.execute("SELECT 1")));
        tests.add(
                notFound(
                        "session to close",
                        () ->
                                server().gateway()
                                        .send(
                                                SqlEndpoints.CLOSE_SESSION.with(
                                                        server().gateway().apiVersion().segment(),
                                                        NOBODY))));
        if (server().has(SqlApiVersion.V2)) {
            tests.add(notFound("session to configure", () -> nobody.configure("SET 'a' = 'b'")));
            tests.add(notFound("session to complete in", () -> nobody.complete("S", 1)));
        }
        if (server().has(SqlApiVersion.V3)) {
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
}
