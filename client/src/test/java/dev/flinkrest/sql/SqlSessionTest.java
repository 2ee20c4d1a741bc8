package dev.flinkrest.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.SqlStatementException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.support.FakeCaller.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlSessionTest {
    private static final String BEAT = "POST /v4/S/heartbeat";

    private final FakeGateway fake = new FakeGateway();

    @ParameterizedTest
    @CsvSource({"'\"V1\"', V1", "'\"V1\",\"V2\",\"V3\"', V3", "'\"V3\",\"V4\",\"V5\"', V4"})
    void takesTheNewestVersionThatBothKnowAndAsksOnce(String versions, SqlApiVersion expected) {
        fake.versions = versions;
        assertThat(fake.gateway.apiVersion()).isEqualTo(expected);
        fake.session().heartbeat();
        assertThat(fake.caller.asked)
                .containsOnlyOnce("GET /api_versions")
                .last()
                .asString()
                .startsWith("POST /" + expected.segment() + "/sessions/");
    }

    @Test
    void saysThatNoVersionIsKnownToBoth() {
        fake.versions = "\"V7\",\"V8\"";
        assertThatExceptionOfType(UnsupportedByServerException.class)
                .isThrownBy(fake.gateway::openSession)
                .withMessageContaining("[V7, V8]")
                .withMessageContaining("[V1, V2, V3, V4]");
        assertThat(fake.asked()).isEmpty();
    }

    private void refused(String message, ThrowingCallable call) {
        fake.caller.asked.clear();
        assertThatExceptionOfType(UnsupportedByServerException.class)
                .isThrownBy(call)
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.maybeSent()).isFalse());
        assertThat(fake.caller.asked).isEmpty();
    }

    @Test
    void refusesWhatTheGatewayIsTooOldForBeforeItIsSent() {
        fake.versions = "\"V1\"";
        SqlSession session = fake.session();
        refused(
                "configuring a session came with version v2 of the SQL Gateway's API, in Flink 1.17; the"
                        + " gateway speaks [V1]. Run the statement by execute",
                () -> session.configure("SET 'a' = 'b'"));
        refused("in Flink 1.17", () -> session.complete("SEL", 3));
        refused(
                "RowFormat.PLAIN_TEXT",
                () ->
                        session.submit(
                                "SELECT 1",
                                StatementOptions.builder()
                                        .rowFormat(RowFormat.PLAIN_TEXT)
                                        .build()));
        refused(
                "version v3 of the SQL Gateway's API, in Flink 1.20",
                () -> session.refreshMaterializedTable("t", RefreshOptions.none()));
        refused(
                "version v4 of the SQL Gateway's API, in Flink 2.0",
                () -> session.deployScript("SELECT 1;", Map.of()));
    }

    @Test
    void sendsEachOperationWithItsOptions() {
        SessionOptions options =
                SessionOptions.builder()
                        .name("nightly")
                        .property("execution.runtime-mode", "batch")
                        .withoutHeartbeats()
                        .build();
        SqlSession session = fake.gateway.openSession(options);
        fake.other = Reply.ok("{\"candidates\":[\"FROM\"],\"clusterID\":\"application_1\"}");
        session.configure("SET 'a' = 'b'");
        session.configure("USE x", Duration.ofSeconds(2));
        assertThat(session.complete("SELECT * FR", 11)).containsExactly("FROM");
        assertThat(session.deployScript("SELECT 1;", Map.of("k", "v"))).isEqualTo("application_1");
        assertThat(session.deployScript(URI.create("s3://b/x.sql"), Map.of()))
                .isEqualTo("application_1");
        session.submit(
                "SELECT 1",
                StatementOptions.builder()
                        .executionConfig("parallelism.default", "2")
                        .executionTimeout(Duration.ofMinutes(1))
                        .build());
        fake.rows(null);
        session.refreshMaterializedTable(
                        "c.d.`t/x`",
                        RefreshOptions.builder()
                                .scheduleTime("2024-01-01 00:00:00")
                                .dynamicOption("o", "1")
                                .staticPartition("day", "2")
                                .executionConfig("k", "3")
                                .build())
                .close();
        session.close();
        assertThat(fake.asked())
                .containsExactly(
                        "POST /v4/sessions {\"sessionName\":\"nightly\",\"properties\":{\"execution.runtime-mode\":"
                                + "\"batch\"}}",
                        "POST /v4/S/configure-session {\"statement\":\"SET 'a' = 'b'\"}",
                        "POST /v4/S/configure-session {\"statement\":\"USE x\",\"executionTimeout\":2000}",
                        fake.asked().get(3),
                        "POST /v4/S/scripts {\"script\":\"SELECT 1;\",\"executionConfig\":{\"k\":\"v\"}}",
                        "POST /v4/S/scripts {\"scriptUri\":\"s3://b/x.sql\"}",
                        "POST /v4/S/statements {\"statement\":\"SELECT 1\",\"executionTimeout\":60000,"
                                + "\"executionConfig\":{\"parallelism.default\":\"2\"}}",
                        "POST /v3/S/materialized-tables/c.d.%60t%252Fx%60/refresh {\"isPeriodic\":true,"
                                + "\"scheduleTime\":\"2024-01-01 00:00:00\",\"dynamicOptions\":{\"o\":\"1\"},"
                                + "\"staticPartitions\":{\"day\":\"2\"},\"executionConfig\":{\"k\":\"3\"}}",
                        "GET /v4/S/O/result/0?rowFormat=JSON",
                        "DELETE /v4/S/O/close",
                        "DELETE /v4/S");
        assertThat(fake.asked().get(3))
                .startsWith("GET /v4/S/complete-statement {")
                .contains("\"statement\":\"SELECT * FR\"", "\"position\":11");
    }

    @Test
    void refusesBadArgumentsAtOnce() {
        SqlSession session = fake.session();
        fake.caller.asked.clear();
        assertThatIllegalArgumentException().isThrownBy(() -> session.execute(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> session.configure(""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> session.complete("SELECT", 7))
                .withMessage("position is 7; expected 0 to 6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> session.configure("USE x", Duration.ofNanos(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StatementOptions.builder().rowFormat(RowFormat.UNKNOWN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionOptions.builder().heartbeatInterval(Duration.ZERO));
        assertThat(fake.caller.asked).isEmpty();
    }

    @Test
    void saysThatFlinksGatewaysEndNoStatements() {
        SqlSession session = fake.session();
        fake.other =
                new Reply(
                        500,
                        "{\"errors\":[\"Internal server error.\",\"<Exception on server side:\\norg.apache.flink."
                                + "table.gateway.api.utils.SqlGatewayException: Failed to configure session.\\n\\tat"
                                + " a.B.c(B.java:1)\\nCaused by: java.lang.UnsupportedOperationException:"
                                + " SqlGatewayService doesn't support timeout mechanism now.\\n\\tat a.B.c(B.java:2)"
                                + "\\n\\nEnd of exception on server side>\"]}");
        assertThatExceptionOfType(UnsupportedByServerException.class)
                .isThrownBy(() -> session.configure("USE x", Duration.ofSeconds(1)))
                .withMessageContaining("Leave executionTimeout out")
                .withCauseInstanceOf(SqlStatementException.class);
    }

    @Test
    void sendsHeartbeatsWhileItIsOpen() {
        SqlSession session =
                fake.gateway.openSession(
                        SessionOptions.builder().heartbeatInterval(Duration.ofSeconds(7)).build());
        fake.timer.tick();
        fake.timer.tick();
        session.close();
        fake.timer.tick();
        assertThat(fake.timer.intervals).containsExactly(Duration.ofSeconds(7));
        assertThat(fake.timer.tasks).isEmpty();
        assertThat(fake.asked()).filteredOn(BEAT::equals).hasSize(2);
        assertThat(fake.asked()).last().isEqualTo("DELETE /v4/S");
    }

    @Test
    void sendsAHeartbeatAMinuteUnlessToldOtherwise() {
        fake.gateway.openSession();
        fake.session();
        assertThat(fake.timer.intervals).containsExactly(Duration.ofMinutes(1));
    }

    @Test
    void sendsNoMoreHeartbeatsForASessionThatIsGone() {
        SqlSession session = fake.gateway.openSession();
        fake.other = new Reply(503, "{\"errors\":[\"a moment, please\"]}");
        fake.timer.tick();
        assertThat(fake.timer.tasks).as("after a failure that may pass").hasSize(1);
        fake.other = FakeGateway.GONE;
        fake.timer.tick();
        assertThat(fake.timer.tasks).as("after it is known to be gone").isEmpty();
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(session::config)
                .withMessageContaining("does not exist")
                .withMessageContaining("sql-gateway.session.idle-timeout");
        session.close();
    }

    @Test
    void sendsTheNextHeartbeatWhenASupplierHasThrown() {
        fake.gateway.openSession();
        RuntimeException failure = new IllegalStateException("there is no token yet");
        fake.failure = failure;
        fake.timer.tick();
        fake.failure = null;
        fake.timer.tick();
        assertThat(fake.asked()).filteredOn(BEAT::equals).hasSize(2);
    }

    @Test
    void sendsNoMoreHeartbeatsAfterTheClientIsClosed() {
        fake.gateway.openSession();
        fake.gateway.close();
        assertThat(fake.timer.closed).isTrue();
    }

    @Test
    void keepsTimeByADaemonThatEndsWithIt() throws InterruptedException {
        var beaten = new CountDownLatch(2);
        var thread = new AtomicReference<Thread>();
        var timer = new Heartbeats.DaemonTimer();
        timer.every(
                Duration.ofMillis(1),
                () -> {
                    thread.set(Thread.currentThread());
                    beaten.countDown();
                });
        beaten.await();
        timer.close();
        thread.get().join();
        assertThat(thread.get().isDaemon()).isTrue();
    }
}
