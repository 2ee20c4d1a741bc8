package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.id.JobId;
import dev.flinkrest.rest.FlinkVersion;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rescaling where servers can: under the adaptive scheduler of Flink 1.18 and later. */
@Timeout(180)
class RescaleIT {
    private static final Map<String, String> ADAPTIVE =
            Map.of(
                    "jobmanager.scheduler", "adaptive",
                    // under its two names; Flink would wait 30 s before it rescales
                    "jobmanager.adaptive-scheduler.scaling-interval.min", "0 s",
                    "jobmanager.adaptive-scheduler.executing.cooldown-after-rescaling", "0 s",
                    "jobmanager.adaptive-scheduler.executing.resource-stabilization-timeout",
                            "1 s");

    static Stream<String> versions() {
        return ClusterUnderTest.versions()
                .filter(
                        version ->
                                FlinkVersion.parse(version)
                                        .orElseThrow()
                                        .isAtLeast(FlinkVersion.V1_18));
    }

    @ParameterizedTest(name = "Flink {0}")
    @MethodSource("versions")
    void rescalesARunningJobUpAndDown(String version) {
        try (ClusterUnderTest cluster = new ClusterUnderTest(version, ADAPTIVE)) {
            JobId job =
                    cluster.run(
                            cluster.upload(), "--parallelism", "1", "--checkpoint-interval", "500");
            cluster.awaitRunning(job);
            for (int parallelism : new int[] {3, 2}) {
                var rescaling = cluster.flink().jobs().rescale(job, parallelism);
                assertThat(rescaling.triggerId()).isNull();
                rescaling.await(Duration.ofSeconds(60));
                assertThat(cluster.awaitRunning(job).vertices())
                        .allSatisfy(
                                vertex -> assertThat(vertex.parallelism()).isEqualTo(parallelism));
            }
            assertThat(cluster.recorder().lost()).isEmpty();
            Seen.hold(Server.JOB_MANAGER, version, getClass(), cluster.recorder().succeeded());
        }
    }
}
