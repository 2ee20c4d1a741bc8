package dev.flinkrest.jobs;

import static dev.flinkrest.jobs.JobStatus.FAILED;
import static dev.flinkrest.jobs.JobStatus.FAILING;
import static dev.flinkrest.jobs.JobStatus.RESTARTING;
import static dev.flinkrest.jobs.JobStatus.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.id.JobId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On what 1.13.6, 1.20.3 and 2.3.0 showed of a job that failed and came back within 60 ms. */
class RestartSignsTest {
    /** A job's whole life with one restart, as 1.13.6 showed it, until it ran again. */
    private static final List<JobOverview> LIFE =
            List.of(
                    seen(RUNNING, 583, 0, 6, 0, 0, 0),
                    seen(RUNNING, 880, 0, 0, 5, 1, 0),
                    seen(RUNNING, 927, 0, 0, 2, 4, 0),
                    seen(RUNNING, 947, 0, 0, 0, 6, 0),
                    seen(RESTARTING, 4852, 0, 0, 0, 0, 5),
                    seen(RESTARTING, 4885, 0, 0, 0, 0, 0),
                    seen(RUNNING, 4930, 0, 6, 0, 0, 0),
                    seen(RUNNING, 4947, 0, 5, 1, 0, 0),
                    seen(RUNNING, 4953, 0, 3, 2, 1, 0),
                    seen(RUNNING, 4973, 0, 0, 0, 6, 0));

    private static final int FAILS = 4;
    private static final int RUNS_ANEW = 6;

    private static JobOverview seen(
            JobStatus state,
            long modified,
            int scheduled,
            int deploying,
            int initializing,
            int running,
            int canceling) {
        int broken = 6 - scheduled - deploying - initializing - running - canceling;
        return new JobOverview(
                JobId.of("00000000000000000000000000000001"),
                "a job",
                null,
                null,
                318,
                -1,
                modified,
                state,
                modified,
                new TaskCounts(
                        6,
                        0,
                        scheduled,
                        deploying,
                        running,
                        0,
                        canceling,
                        Math.max(0, broken - 1),
                        Math.min(1, broken),
                        0,
                        initializing),
                null);
    }

    @Test
    void seesTheRestartHoweverSeldomTheJobIsLookedAt() {
        for (int before = 0; before < FAILS; before++) {
            for (int now = before; now < LIFE.size(); now++) {
                boolean expected = now >= FAILS;
                if (now >= RUNS_ANEW && LIFE.get(before).tasks().running() < 6) {
                    continue; // may have got on in one go
                }
                assertThat(RestartSigns.between(LIFE.get(before), LIFE.get(now)))
                        .as("from %s to %s", LIFE.get(before), LIFE.get(now))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void takesNoRestartForTwo() {
        for (int before = FAILS; before < LIFE.size(); before++) {
            for (int now = before; now < LIFE.size(); now++) {
                assertThat(RestartSigns.between(LIFE.get(before), LIFE.get(now)))
                        .as("from %s to %s", LIFE.get(before), LIFE.get(now))
                        .isFalse();
            }
        }
    }

    @Test
    void seesThatAJobWasRescaledWhichIsARestartToFlink() {
        assertThat(RestartSigns.between(tasks(3, 0), tasks(6, 0))).isTrue();
        assertThat(RestartSigns.between(tasks(6, 0), tasks(3, 0))).isTrue();
        assertThat(RestartSigns.between(tasks(3, 0), tasks(3, 3))).as("the next stage").isFalse();
    }

    private static JobOverview tasks(int running, int finished) {
        JobOverview job = seen(RUNNING, running + finished, 0, 0, 0, 6, 0);
        return new JobOverview(
                job.jid(),
                job.name(),
                null,
                null,
                job.startTime(),
                -1,
                1,
                RUNNING,
                job.lastModification(),
                new TaskCounts(running + finished, 0, 0, 0, running, finished, 0, 0, 0, 0, 0),
                null);
    }

    @Test
    void seesAJobThatIsStartedAgainAndFailsAgain() {
        assertThat(
                        RestartSigns.between(
                                seen(RESTARTING, 4885, 0, 0, 0, 0, 0),
                                seen(RESTARTING, 9087, 0, 0, 0, 0, 0)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATED", "INITIALIZING"})
    void seesARestartUnderTheAdaptiveSchedulerWhichHasNoTasksMeanwhile(JobStatus state) {
        JobOverview running = seen(RUNNING, 947, 0, 0, 0, 6, 0);
        JobOverview between =
                new JobOverview(
                        running.jid(),
                        "a job",
                        null,
                        null,
                        318,
                        -1,
                        0,
                        state,
                        0,
                        new TaskCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                        null);
        assertThat(RestartSigns.between(running, between)).isTrue();
        assertThat(RestartSigns.between(seen(RESTARTING, 4885, 0, 0, 0, 0, 0), between)).isFalse();
        assertThat(RestartSigns.between(between, seen(RUNNING, 4930, 0, 6, 0, 0, 0))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILING", "FAILED", "CANCELLING", "CANCELED", "FINISHED", "SUSPENDED"})
    void theEndOfAJobIsNoRestart(JobStatus state) {
        assertThat(
                        RestartSigns.between(
                                seen(RUNNING, 947, 0, 0, 0, 6, 0), seen(state, 950, 0, 0, 0, 0, 5)))
                .isFalse();
        assertThat(
                        RestartSigns.between(
                                seen(FAILING, 947, 0, 0, 0, 0, 5), seen(FAILED, 9, 0, 0, 0, 0, 0)))
                .isFalse();
    }
}
