package dev.flinkrest.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.OperationLostException;
import dev.flinkrest.id.DataSetId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.TriggerId;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Operation;
import dev.flinkrest.support.FakeCaller;
import dev.flinkrest.support.FakeCaller.Reply;
import dev.flinkrest.support.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of a trigger whose answer is lost, and of one that the server has forgotten. */
class TriggerTest {
    private static final JobId JOB = JobId.of("02b969df26f8f7bc553b3fde61895c07");
    private static final TriggerId TRIGGER = TriggerId.of("12b969df26f8f7bc553b3fde61895c07");
    private static final Reply ACCEPTED = new Reply(202, "{\"request-id\":\"" + TRIGGER + "\"}");
    private static final Reply UNKNOWN = new Reply(404, "{\"errors\":[\"unknown\"]}");

    /** What the server's clock says when the job's details are asked for. */
    private static final long NOW = 1_700_000_100_000L;

    private final FakeTicker ticker = new FakeTicker();
    private String checkpoints = "[]";
    private String state = "RUNNING";

    private static Reply lost() {
        throw new ConnectionException("POST /x", true, "it broke off", null);
    }

    private FakeCaller losing(FlinkVersion version, int answers) {
        List<Integer> lost = new ArrayList<>();
        return new FakeCaller(
                version,
                request -> {
                    if (lost.size() < answers) {
                        lost.add(1);
                        return lost();
                    }
                    return ACCEPTED;
                });
    }

    @Test
    void repeatsATriggerOfItsOwnIdUntilItIsAnswered() {
        for (Function<Jobs, Operation<?>> trigger : triggers()) {
            FakeCaller server = losing(FlinkVersion.V2_3, 3);
            assertThat(trigger.apply(new Jobs(server, ticker)).triggerId()).isEqualTo(TRIGGER);
            assertThat(server.asked).hasSize(4);
            assertThat(server.asked.get(0)).containsPattern("\"triggerId\":\"[0-9a-f]{32}\"");
            assertThat(server.asked).containsOnly(server.asked.get(0));
        }
    }

    private static List<Function<Jobs, Operation<?>>> triggers() {
        return List.of(
                jobs -> jobs.createSavepoint(JOB),
                jobs -> jobs.stop(JOB),
                jobs -> jobs.triggerCheckpoint(JOB));
    }

    @Test
    void choosesANewIdForEachTrigger() {
        FakeCaller server = losing(FlinkVersion.V2_3, 0);
        for (int i = 0; i < 2; i++) {
            for (Function<Jobs, Operation<?>> trigger : triggers()) {
                assertThat(trigger.apply(new Jobs(server, ticker)).triggerId()).isEqualTo(TRIGGER);
            }
        }
        assertThat(server.asked).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void reportsALostAnswerWhereTheServerTakesNoId() {
        Stream.<Function<Jobs, Operation<?>>>of(
                        jobs -> jobs.createSavepoint(JOB),
                        jobs -> jobs.stop(JOB),
                        jobs -> jobs.disposeSavepoint("file:/sp"))
                .forEach(
                        trigger -> {
                            FakeCaller server = losing(FlinkVersion.V1_14, 1);
                            assertThatExceptionOfType(ConnectionException.class)
                                    .isThrownBy(() -> trigger.apply(new Jobs(server, ticker)))
                                    .withMessageMatching(
                                            "POST /.*: whether .* is not known; .*; the failure was: .*it broke"
                                                    + " off")
                                    .satisfies(e -> assertThat(e.maybeSent()).isTrue());
                            assertThat(server.asked)
                                    .hasSize(1)
                                    .noneMatch(a -> a.contains("triggerId"));
                        });
        FakeCaller server = losing(FlinkVersion.V2_3, 1);
        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(
                        () ->
                                FlinkRestClient.over(server)
                                        .deleteDataset(DataSetId.of("0".repeat(32))))
                .withMessageContaining("is not known; see datasets, or delete it again");
    }

    @Test
    void keepsTheKindOfAFailureThatIsReported() {
        FakeCaller late =
                new FakeCaller(
                        FlinkVersion.V1_13,
                        request -> {
                            throw new DeadlineExceededException(
                                    "POST /x", true, Duration.ofSeconds(3), "silence", null);
                        });
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(() -> new Jobs(late, ticker).createSavepoint(JOB))
                .withMessageContaining("whether the savepoint is made is not known")
                .satisfies(e -> assertThat(e.timeout()).isEqualTo(Duration.ofSeconds(3)));
        FakeCaller refused =
                new FakeCaller(
                        FlinkVersion.V1_13,
                        request -> {
                            throw new ConnectionException("POST /x", false, "refused", null);
                        });
        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> new Jobs(refused, ticker).createSavepoint(JOB))
                .withMessage("POST /x: refused");
    }

    private Jobs forgetful() {
        return new Jobs(
                new FakeCaller(
                        FlinkVersion.V2_3,
                        request ->
                                switch (request.endpoint().template()) {
                                    case "/jobs/:jobid/savepoints", "/jobs/:jobid/stop" -> ACCEPTED;
                                    case "/jobs/:jobid/checkpoints" ->
                                            request.toString().startsWith("POST")
                                                    ? ACCEPTED
                                                    : statistics();
                                    case "/jobs/:jobid" -> details();
                                    default -> UNKNOWN;
                                }),
                ticker);
    }

    private Reply details() {
        return Reply.ok(
                "{\"jid\":\"" + JOB + "\",\"state\":\"" + state + "\",\"now\":" + NOW + "}");
    }

    private Reply statistics() {
        return checkpoints.isEmpty()
                ? UNKNOWN
                : Reply.ok(
                        "{\"latest\":{\"savepoint\":{\"status\":\"COMPLETED\",\"external_path\":\"file:/old\"}},"
                                + "\"history\":"
                                + checkpoints
                                + "}");
    }

    /** A checkpoint that was begun some seconds after the job was triggered, or before. */
    private static String checkpoint(
            int id, String status, boolean savepoint, int seconds, String more) {
        return String.format(
                "{\"id\":%d,\"status\":\"%s\",\"is_savepoint\":%s,\"trigger_timestamp\":%d%s}",
                id, status, savepoint, NOW - 30_000 + seconds * 1000L, more);
    }

    /** Triggers, and lets half a minute pass. */
    private <T> Operation<T> later(Function<Jobs, Operation<T>> trigger) {
        Operation<T> operation = trigger.apply(forgetful());
        ticker.now += Duration.ofSeconds(30).toNanos();
        return operation;
    }

    @Test
    void findsASavepointThatTheServerHasForgottenTheTriggerOf() {
        checkpoints =
                "["
                        + checkpoint(9, "COMPLETED", true, 5, ",\"external_path\":\"file:/later\"")
                        + ","
                        + checkpoint(8, "COMPLETED", true, 1, ",\"external_path\":\"file:/mine\"")
                        + ","
                        + checkpoint(7, "COMPLETED", false, 1, "")
                        + ","
                        + checkpoint(6, "COMPLETED", true, -2, ",\"external_path\":\"file:/x\"")
                        + "]";
        var status = later(jobs -> jobs.createSavepoint(JOB)).status();
        assertThat(status.completed()).isTrue();
        assertThat(status.result().location()).isEqualTo("file:/mine");
        assertThat(later(jobs -> jobs.triggerCheckpoint(JOB)).status().result()).isEqualTo(7);
    }

    @Test
    void seesThatItGoesOnOrHasFailed() {
        checkpoints = "[" + checkpoint(9, "IN_PROGRESS", true, 1, "") + "]";
        assertThat(later(jobs -> jobs.createSavepoint(JOB)).status().completed()).isFalse();
        checkpoints =
                "[" + checkpoint(9, "FAILED", true, 1, ",\"failure_message\":\"disk full\"") + "]";
        assertThat(later(jobs -> jobs.createSavepoint(JOB)).status().failure().headline())
                .isEqualTo("disk full");
    }

    @Test
    void isNotDoneStoppingBeforeTheJobHasEnded() {
        checkpoints =
                "["
                        + checkpoint(8, "COMPLETED", true, 1, ",\"external_path\":\"file:/mine\"")
                        + "]";
        var stop = later(jobs -> jobs.stop(JOB));
        assertThat(stop.status().completed()).isFalse();
        state = "FINISHED";
        assertThat(stop.status().result().location()).isEqualTo("file:/mine");
    }

    @Test
    void givesAJobManagerTenSecondsToShowWhatItTookOver() {
        for (String none : List.of("", "[]")) {
            checkpoints = none;
            var savepoint = later(jobs -> jobs.createSavepoint(JOB));
            assertThat(savepoint.status().completed()).isFalse();
            ticker.now += Duration.ofSeconds(9).toNanos();
            assertThat(savepoint.status().completed()).isFalse();
            ticker.now += Duration.ofSeconds(1).toNanos();
            assertThatExceptionOfType(OperationLostException.class)
                    .isThrownBy(savepoint::status)
                    .withMessage(
                            "savepoint of job "
                                    + JOB
                                    + " is lost: the server does not know it any more, and the job's checkpoints"
                                    + " do not show it"
                                    + (none.isEmpty()
                                            ? ""
                                            : "; the job's latest savepoint is file:/old")
                                    + ". Trigger it again");
        }
    }

    @Test
    void followsWhatWasTriggeredBefore() {
        var savepoint = forgetful().savepointOperation(JOB, TRIGGER);
        assertThat(savepoint.triggerId()).isEqualTo(TRIGGER);
        assertThatExceptionOfType(OperationLostException.class)
                .isThrownBy(savepoint::status)
                .withMessageContaining("the job's latest savepoint is file:/old");
        assertThatExceptionOfType(OperationLostException.class)
                .isThrownBy(forgetful().checkpointOperation(JOB, TRIGGER)::status);
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(forgetful().disposalOperation(TRIGGER)::status);
        FakeCaller done =
                FakeCaller.always(
                        FlinkVersion.V1_13,
                        "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"location\":\"file:/sp\"}}");
        assertThat(
                        new Jobs(done)
                                .savepointOperation(JOB, TRIGGER)
                                .await(Duration.ofSeconds(1))
                                .location())
                .isEqualTo("file:/sp");
        FlinkRestClient.over(done).deletionOperation(TRIGGER).await(Duration.ofSeconds(1));
        assertThat(done.asked)
                .containsExactly(
                        "GET /jobs/" + JOB + "/savepoints/" + TRIGGER,
                        "GET /datasets/delete/" + TRIGGER);
    }

    @Test
    void givesUpAtTheEndOfTheCallsTime() {
        FakeCaller server = losing(FlinkVersion.V2_3, Integer.MAX_VALUE);
        FlinkRestClient flink =
                FlinkRestClient.over(server)
                        .with(CallOptions.NONE.withCallTimeout(Duration.ofMillis(50)));
        assertThatExceptionOfType(FlinkRestException.class)
                .isThrownBy(() -> flink.jobs().createSavepoint(JOB))
                .isInstanceOf(DeadlineExceededException.class)
                .withMessageContaining("whether the savepoint is made is not known")
                .withMessageContaining("the last failure was: POST /x: it broke off");
    }
}
