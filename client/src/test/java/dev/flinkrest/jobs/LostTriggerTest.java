package dev.flinkrest.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.OperationLostException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.TriggerId;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Operation;
import dev.flinkrest.support.FakeCaller;
import dev.flinkrest.support.FakeCaller.Reply;
import dev.flinkrest.support.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of a trigger that the server has forgotten. */
class LostTriggerTest {
    private static final JobId JOB = JobId.of("02b969df26f8f7bc553b3fde61895c07");
    private static final TriggerId TRIGGER = TriggerId.of("12b969df26f8f7bc553b3fde61895c07");
    private static final Reply ACCEPTED = new Reply(202, "{\"request-id\":\"" + TRIGGER + "\"}");
    private static final Reply UNKNOWN = new Reply(404, "{\"errors\":[\"unknown\"]}");

    /** What the server's clock says when the job's details are asked for. */
    private static final long NOW = 1_700_000_100_000L;

    private final List<@Nullable Duration> bounds = new ArrayList<>();

    /** How long each request takes. */
    private Duration each = Duration.ZERO;

    private final FakeTicker ticker = new FakeTicker();

    /** What the server says of the trigger. */
    private Reply trigger = UNKNOWN;

    /** The job's history of checkpoints; empty where it is not there. */
    private String checkpoints = "[]";

    /** The job's latest savepoint. */
    private String latest =
            "{\"status\":\"COMPLETED\",\"is_savepoint\":true,\"external_path\":\"file:/old\"}";

    /** The job's state; empty where it is not there. */
    private String state = "RUNNING";

    private Jobs forgetful() {
        return new Jobs(
                new FakeCaller(
                        FlinkVersion.V2_3,
                        request -> {
                            bounds.add(request.options().callTimeout());
                            ticker.now += each.toNanos();
                            return switch (request.endpoint().template()) {
                                case "/jobs/:jobid/savepoints", "/jobs/:jobid/stop" -> ACCEPTED;
                                case "/jobs/:jobid/checkpoints" ->
                                        request.toString().startsWith("POST")
                                                ? ACCEPTED
                                                : statistics();
                                case "/jobs/:jobid" -> details();
                                default -> trigger;
                            };
                        }),
                ticker);
    }

    private Reply details() {
        return state.isEmpty()
                ? UNKNOWN
                : Reply.ok(
                        "{\"jid\":\""
                                + JOB
                                + "\",\"state\":\""
                                + state
                                + "\",\"now\":"
                                + NOW
                                + "}");
    }

    private Reply statistics() {
        return checkpoints.isEmpty()
                ? UNKNOWN
                : Reply.ok(
                        "{\"latest\":{\"savepoint\":"
                                + latest
                                + "},\"history\":"
                                + checkpoints
                                + "}");
    }

    /** A checkpoint that was begun some seconds after the job was triggered, or before. */
    private static String checkpoint(int id, String status, String type, int seconds, String more) {
        return String.format(
                "{\"id\":%d,\"status\":\"%s\",\"is_savepoint\":%s,\"checkpoint_type\":\"%s\",\"trigger_timestamp\":%d%s}",
                id, status, type.endsWith("SAVEPOINT"), type, NOW - 30_000 + seconds * 1000L, more);
    }

    private static String completed(int id, String type, int seconds, String path) {
        return checkpoint(id, "COMPLETED", type, seconds, ",\"external_path\":\"" + path + "\"");
    }

    /** Triggers, and lets half a minute pass. */
    private <T> Operation<T> later(Function<Jobs, Operation<T>> trigger) {
        Operation<T> operation = trigger.apply(forgetful());
        ticker.now += Duration.ofSeconds(30).toNanos();
        return operation;
    }

    @Test
    void findsWhatTheServerHasForgottenTheTriggerOf() {
        checkpoints =
                "["
                        + completed(9, "SYNC_SAVEPOINT", 5, "file:/stop")
                        + ","
                        + completed(8, "SAVEPOINT", 1, "file:/mine")
                        + ","
                        + completed(7, "CHECKPOINT", 1, "file:/chk-7")
                        + ","
                        + completed(6, "SAVEPOINT", -2, "file:/x")
                        + "]";
        var status = later(jobs -> jobs.createSavepoint(JOB)).status();
        assertThat(status.completed()).isTrue();
        assertThat(status.result().location()).isEqualTo("file:/mine");
        assertThat(later(jobs -> jobs.triggerCheckpoint(JOB)).status().result()).isEqualTo(7);
        state = "FINISHED";
        assertThat(later(jobs -> jobs.stop(JOB)).status().result().location())
                .isEqualTo("file:/stop");
    }

    @Test
    void takesNoSavepointForAStopNorAStopForASavepoint() {
        state = "FINISHED";
        checkpoints = "[" + completed(8, "SAVEPOINT", 1, "file:/backup") + "]";
        assertThat(later(jobs -> jobs.stop(JOB)).status().completed()).isFalse();
        checkpoints = "[" + completed(8, "SYNC_SAVEPOINT", 1, "file:/stop") + "]";
        assertThat(later(jobs -> jobs.createSavepoint(JOB)).status().completed()).isFalse();
    }

    @Test
    void findsWhatTheHistoryHasNoRoomForAnyMore() {
        latest = completed(8, "SAVEPOINT", 1, "file:/mine");
        for (String history : List.of("[]", "[" + latest + "]")) {
            checkpoints = history;
            assertThat(later(jobs -> jobs.createSavepoint(JOB)).status().result().location())
                    .isEqualTo("file:/mine");
        }
    }

    @Test
    void choosesNoneOfSeveral() {
        checkpoints =
                "["
                        + checkpoint(9, "IN_PROGRESS", "SAVEPOINT", 5, "")
                        + ","
                        + completed(8, "SAVEPOINT", 1, "file:/a")
                        + "]";
        var savepoint = later(jobs -> jobs.createSavepoint(JOB));
        assertThatExceptionOfType(OperationLostException.class)
                .isThrownBy(savepoint::status)
                .withMessageEndingWith(
                        "each of these checkpoints of the job may have come of it: 8 COMPLETED"
                                + " file:/a, 9 IN_PROGRESS. Look at them before you trigger it"
                                + " again");
    }

    @Test
    void seesThatItGoesOnOrHasFailed() {
        checkpoints = "[" + checkpoint(9, "IN_PROGRESS", "SAVEPOINT", 1, "") + "]";
        assertThat(later(jobs -> jobs.createSavepoint(JOB)).status().completed()).isFalse();
        String failure = ",\"failure_message\":\"disk full\"";
        checkpoints = "[" + checkpoint(9, "FAILED", "SAVEPOINT", 1, failure) + "]";
        assertThat(later(jobs -> jobs.createSavepoint(JOB)).status().failure().headline())
                .isEqualTo("disk full");
        checkpoints = "[" + checkpoint(9, "FAILED", "SYNC_SAVEPOINT", 1, failure) + "]";
        assertThat(later(jobs -> jobs.stop(JOB)).status().failure().headline())
                .isEqualTo("disk full");
    }

    @Test
    void isNotDoneStoppingBeforeTheJobHasEnded() {
        checkpoints = "[" + completed(8, "SYNC_SAVEPOINT", 1, "file:/mine") + "]";
        var stop = later(jobs -> jobs.stop(JOB));
        assertThat(stop.status().completed()).isFalse();
        state = "FINISHED";
        assertThat(stop.status().result().location()).isEqualTo("file:/mine");
    }

    @Test
    void givesItsRequestsTogetherTheTimeOfOne() {
        checkpoints = "[" + completed(8, "SAVEPOINT", 1, "file:/mine") + "]";
        var savepoint = later(jobs -> jobs.createSavepoint(JOB));
        bounds.clear();
        each = Duration.ofSeconds(3);
        savepoint.await(Duration.ofSeconds(4));
        Duration first = bounds.get(0);
        assertThat(bounds).containsExactly(first, first.minusSeconds(3), Duration.ofNanos(1));
    }

    @Test
    void beginsToWaitAnewWhenTheServerKnewItAgain() {
        var savepoint = later(jobs -> jobs.createSavepoint(JOB));
        assertThat(savepoint.status().completed()).isFalse();
        trigger = Reply.ok("{\"status\":{\"id\":\"IN_PROGRESS\"},\"operation\":null}");
        assertThat(savepoint.status().completed()).isFalse();
        trigger = UNKNOWN;
        ticker.now += Duration.ofMinutes(1).toNanos();
        assertThat(savepoint.status().completed()).isFalse();
    }

    @Test
    void outlastsAJobThatGoesBetweenTwoQuestions() {
        state = "";
        var savepoint = later(jobs -> jobs.createSavepoint(JOB));
        assertThat(savepoint.status().completed()).isFalse();
        ticker.now += Duration.ofSeconds(10).toNanos();
        assertThatExceptionOfType(OperationLostException.class)
                .isThrownBy(savepoint::status)
                .withMessageContaining("the job's latest savepoint is file:/old");
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
}
