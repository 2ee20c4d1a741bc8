package dev.flinkrest.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.jobs.checkpoints.CheckpointEndpoints;
import dev.flinkrest.jobs.checkpoints.CheckpointingConfiguration;
import dev.flinkrest.jobs.checkpoints.CheckpointingStatistics;
import dev.flinkrest.jobs.diagnosis.FailedCheckpoints;
import dev.flinkrest.jobs.diagnosis.Finding.Severity;
import dev.flinkrest.jobs.diagnosis.OverdueCheckpoint;
import dev.flinkrest.jobs.diagnosis.SlowCheckpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFindingsTest {
    /** When the newest checkpoint of those that expired failed. */
    private static final long EXPIRED = 1795592655047L;

    /** When the only checkpoint of the slow job was acknowledged. */
    private static final long ACKNOWLEDGED = 1795591323717L + 5_288;

    private static JobDetails jobAt(long now) {
        return Replies.job("slow-2.3.0", "\"now\":1795591336238", "\"now\":" + now);
    }

    private static CheckpointingStatistics statistics(String name, String... replacements) {
        String json = Replies.text(name + "-checkpoints");
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(json).contains(replacements[i]);
            json = json.replace(replacements[i], replacements[i + 1]);
        }
        return Replies.decode(CheckpointEndpoints.STATISTICS, json);
    }

    private static CheckpointingConfiguration every(long interval) {
        return Replies.decode(
                CheckpointEndpoints.CONFIG,
                Replies.text("slow-2.3.0-config")
                        .replace("\"interval\":500", "\"interval\":" + interval));
    }

    private static CheckpointFindings findings(
            long now, String name, CheckpointingConfiguration config) {
        return new CheckpointFindings(jobAt(now), statistics(name), config);
    }

    @Test
    void findsCheckpointsThatFailed() {
        var findings = findings(EXPIRED + 1_000, "expired-2.3.0", every(500));
        FailedCheckpoints failed = (FailedCheckpoints) findings.failed().orElseThrow();
        assertThat(failed)
                .isEqualTo(
                        new FailedCheckpoints(
                                Severity.CRITICAL,
                                9,
                                9,
                                0,
                                11,
                                EXPIRED,
                                "Checkpoint expired before completing."));
        assertThat(failed.summary())
                .isEqualTo(
                        "9 checkpoints failed within an hour, and none was taken since, the newest, 11, at"
                                + " 2026-11-25T07:44:15Z: Checkpoint expired before completing; its subtasks and"
                                + " the logs of their task managers say more");
    }

    @Test
    void worriesLessWhenOneWasTakenSince() {
        var findings =
                new CheckpointFindings(
                        jobAt(EXPIRED),
                        statistics(
                                "expired-2.3.0",
                                "\"className\":\"in_progress\",\"id\":12,\"status\":\"IN_PROGRESS\"",
                                "\"className\":\"completed\",\"id\":12,\"status\":\"COMPLETED\""),
                        null);
        FailedCheckpoints failed = (FailedCheckpoints) findings.failed().orElseThrow();
        assertThat(failed.severity()).isEqualTo(Severity.WARNING);
        assertThat(failed.count()).isEqualTo(9);
        assertThat(failed.inARow()).isZero();
        assertThat(failed.tolerable()).isNull();
    }

    @Test
    void looksBackAnHour() {
        assertThat(findings(EXPIRED + 3_600_001, "expired-2.3.0", every(500)).failed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed-2.3.0", "restarting-1.13.6"})
    void passesOverCheckpointsThatWereGivenUpBecauseTheJobFailed(String name) {
        long now = 1795591336238L;
        assertThat(findings(now, name, every(500)).failed()).isEmpty();
    }

    @Test
    void passesOverSavepoints() {
        var findings =
                new CheckpointFindings(
                        jobAt(EXPIRED),
                        statistics(
                                "expired-2.3.0", "\"is_savepoint\":false", "\"is_savepoint\":true"),
                        every(500));
        assertThat(findings.failed()).isEmpty();
        assertThat(findings.slow()).isEmpty();
    }

    @Test
    void findsACheckpointThatIsStillBeingTaken() {
        var findings = findings(1795591329006L + 12_000, "slow-2.3.0", every(500));
        SlowCheckpoint slow = (SlowCheckpoint) findings.slow().orElseThrow();
        assertThat(slow)
                .isEqualTo(
                        new SlowCheckpoint(
                                Severity.WARNING, 2, true, 12_000, 5_288L, 500L, 600_000));
        assertThat(slow.isGrowing()).isTrue();
        assertThat(slow.summary())
                .startsWith(
                        "Checkpoint 2 has taken 12.0 s, while the interval is 500 ms and the average 5.3 s;");
    }

    @Test
    void findsACheckpointThatTookLong() {
        var findings = findings(1795591329006L + 500, "slow-2.3.0", every(500));
        SlowCheckpoint slow = (SlowCheckpoint) findings.slow().orElseThrow();
        assertThat(slow.checkpoint()).isEqualTo(1);
        assertThat(slow.inProgress()).isFalse();
        assertThat(slow.duration()).isEqualTo(5_288);
        assertThat(slow.isGrowing()).isFalse();
        assertThat(slow.summary())
                .startsWith("Checkpoint 1 took 5.3 s, while the interval is 500 ms; look for");
    }

    @Test
    void measuresByTheTimeoutWhereThereIsNoInterval() {
        long begun = 1795591329006L;
        var none = every(Long.MAX_VALUE);
        assertThat(findings(begun + 300_000, "slow-2.3.0", none).slow()).isEmpty();
        SlowCheckpoint slow =
                (SlowCheckpoint) findings(begun + 300_001, "slow-2.3.0", none).slow().orElseThrow();
        assertThat(slow.interval()).isNull();
        assertThat(slow.summary())
                .startsWith("Checkpoint 2 has taken 5 min, while it fails after 10 min and the");
    }

    @Test
    void callsNoCheckpointSlowThatKeepsItsPace() {
        assertThat(findings(1795591329006L, "slow-2.3.0", every(5_288)).slow()).isEmpty();
        assertThat(findings(1795591329006L + 900, "expired-2.3.0", every(100)).slow()).isEmpty();
    }

    /** Of a job that takes a checkpoint every 20 s, which lasts 5.3 s: it may be late by 75.9 s. */
    @Test
    void findsThatNoneWasTakenForLong() {
        assertThat(findings(ACKNOWLEDGED + 75_000, "slow-2.3.0", every(20_000)).overdue())
                .isEmpty();
        OverdueCheckpoint overdue =
                (OverdueCheckpoint)
                        findings(ACKNOWLEDGED + 76_000, "slow-2.3.0", every(20_000))
                                .overdue()
                                .orElseThrow();
        assertThat(overdue)
                .isEqualTo(
                        new OverdueCheckpoint(Severity.CRITICAL, 1L, ACKNOWLEDGED, 76_000, 20_000));
        assertThat(overdue.summary())
                .startsWith("No checkpoint was taken for 76.0 s, though one is due every 20.0 s:");
    }

    @Test
    void givesAJobTimeForItsFirstCheckpoint() {
        long running = 1795591323550L;
        assertThat(findings(running + 59_999, "expired-2.3.0", every(500)).overdue()).isEmpty();
        OverdueCheckpoint overdue =
                (OverdueCheckpoint)
                        findings(running + 60_000, "expired-2.3.0", every(500))
                                .overdue()
                                .orElseThrow();
        assertThat(overdue.lastCheckpoint()).isNull();
        assertThat(overdue.since()).isEqualTo(running);
        assertThat(findings(running + 60_000, "expired-2.3.0", every(Long.MAX_VALUE)).overdue())
                .isEmpty();
        assertThat(findings(running + 60_000, "expired-2.3.0", null).overdue()).isEmpty();
    }
}
