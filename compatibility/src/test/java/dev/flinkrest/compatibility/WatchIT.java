package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.embedded.EmbeddedFlink;
import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.JobEvent;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.jobs.JobWatch;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Watching clusters that go away and come back, and jobs under the adaptive scheduler. */
@Timeout(180)
class WatchIT {
    private static final Duration INTERVAL = Duration.ofMillis(20);

    static Stream<String> versions() {
        return ClusterUnderTest.versions();
    }

    private static JobId run(FlinkRestClient flink, String... arguments) throws IOException {
        RunOptions options = RunOptions.builder().arguments(arguments).build();
        return flink.jars().uploadAndRun(ClusterUnderTest.JAR, options);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void tellsThatAClusterIsLostAndWhatIsThereWhenItIsBack(String version) throws Exception {
        EmbeddedFlink first = EmbeddedFlink.builder().version(version).start();
        try (FlinkRestClient flink = FlinkRestClient.connect(first.uri());
                JobWatch watch = flink.jobs().watch(INTERVAL)) {
            HeardEvents heard = new HeardEvents();
            watch.listen(heard);
            JobId lost = run(flink);
            heard.awaitState(lost, JobStatus.RUNNING);
            first.close();
            var gone = heard.await(JobEvent.ClusterLost.class, event -> true);
            assertThat(gone.failure()).isInstanceOf(ConnectionException.class);
            assertThat(heard.all()).doesNotHaveAnyElementsOfTypes(JobEvent.ClusterBack.class);

            HeardEvents late = new HeardEvents();
            watch.listen(late);
            late.await(JobEvent.Snapshot.class, event -> event.jobs().size() == 1);
            late.await(JobEvent.ClusterLost.class, event -> true);

            String port = String.valueOf(first.uri().getPort());
            try (EmbeddedFlink second =
                    EmbeddedFlink.builder()
                            .version(version)
                            .configuration("rest.port", port)
                            .configuration("rest.bind-port", port)
                            .start()) {
                assertThat(second.uri()).isEqualTo(first.uri());
                heard.await(JobEvent.ClusterBack.class, event -> true);
                late.await(JobEvent.ClusterBack.class, event -> true);
                heard.await(JobEvent.Removed.class, event -> event.job().jid().equals(lost));
                JobId next = run(flink);
                heard.awaitState(next, JobStatus.RUNNING);
                late.awaitState(next, JobStatus.RUNNING);
            }
        } finally {
            first.close();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void countsRestartsUnderTheAdaptiveScheduler(String version) throws Exception {
        try (EmbeddedFlink server =
                        EmbeddedFlink.builder()
                                .version(version)
                                .configuration("jobmanager.scheduler", "adaptive")
                                .configuration("metrics.fetcher.update-interval", "300")
                                .start();
                FlinkRestClient flink = FlinkRestClient.connect(server.uri());
                JobWatch watch = flink.jobs().watch(INTERVAL)) {
            HeardEvents heard = new HeardEvents();
            watch.listen(heard);
            heard.await(JobEvent.Snapshot.class, event -> true);
            JobId job =
                    run(flink, ClusterUnderTest.failingAgainAndAgain(2_000, "--parallelism", "1"));
            heard.awaitRestarts(job, 2);
            assertThat(heard.restartsOf(job)).startsWith(1L, 2L);
            assertThat(heard.statesOf(job))
                    .containsSubsequence(
                            JobStatus.RUNNING, JobStatus.RESTARTING, JobStatus.RUNNING);
        }
    }
}
