package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.JobEvent;
import dev.flinkrest.jobs.JobOverview;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.jobs.JobWatch;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Watching jobs. */
interface WatchContract {
    ClusterUnderTest cluster();

    private JobWatch watch(long millis) {
        return cluster().flink().jobs().watch(Duration.ofMillis(millis));
    }

    private JobId run(String... arguments) {
        return cluster().run(cluster().jobs().jar(), arguments);
    }

    @Test
    default void watchesAJobFromItsBeginningToItsEnd() {
        try (JobWatch watch = watch(20)) {
            HeardEvents heard = new HeardEvents();
            watch.listen(heard);
            JobEvent.Snapshot first = heard.await(JobEvent.Snapshot.class, snapshot -> true);
            assertThat(first.missed()).isZero();
            assertThat(first.jobs().stream().map(JobOverview::jid))
                    .contains(cluster().jobs().running(), cluster().jobs().failed());

            JobId job = run("--records", "100", "--rate", "100", "--parallelism", "1");
            heard.awaitState(job, JobStatus.FINISHED);
            List<JobStatus> states = heard.statesOf(job);
            assertThat(states).contains(JobStatus.RUNNING).endsWith(JobStatus.FINISHED);
            assertThat(heard.restartsOf(job)).isEmpty();
            assertThat(heard.all()).filteredOn(JobEvent.Snapshot.class::isInstance).hasSize(1);

            HeardEvents later = new HeardEvents();
            watch.listen(later);
            assertThat(later.await(JobEvent.Snapshot.class, snapshot -> true).jobs())
                    .anySatisfy(
                            ended -> {
                                assertThat(ended.jid()).isEqualTo(job);
                                assertThat(ended.state()).isEqualTo(JobStatus.FINISHED);
                            });
        }
    }

    @Test
    default void watchesAJobThatIsRestartedAgainAndAgain() {
        try (JobWatch watch = watch(20)) {
            HeardEvents heard = new HeardEvents();
            watch.listen(heard);
            heard.await(JobEvent.Snapshot.class, snapshot -> true);
            JobId job = run(ClusterUnderTest.failingAgainAndAgain(2_000, "--parallelism", "1"));
            heard.awaitRestarts(job, 3);
            cluster().flink().jobs().terminate(job);
            heard.awaitState(job, JobStatus.CANCELED);
            assertThat(heard.statesOf(job))
                    .containsSubsequence(
                            JobStatus.RUNNING,
                            JobStatus.RESTARTING,
                            JobStatus.RUNNING,
                            JobStatus.RESTARTING,
                            JobStatus.RUNNING);
            assertThat(heard.restartsOf(job)).startsWith(1L, 2L, 3L);
        }
    }

    @Test
    default void seesThatAJobWasRestartedThoughItIsBackWhenItIsLookedAt() {
        try (JobWatch watch = watch(1_500)) {
            HeardEvents heard = new HeardEvents();
            watch.listen(heard);
            JobId job =
                    run(
                            "--rate",
                            "50",
                            "--fail-at",
                            "200",
                            "--restart-strategy",
                            "fixed-delay",
                            "--restart-delay",
                            "0",
                            "--parallelism",
                            "1");
            JobEvent.Restarted restarted = heard.awaitRestarts(job, 1);
            assertThat(restarted.restarts()).isEqualTo(1);
            cluster().flink().jobs().terminate(job);
        }
    }
}
