package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.error.UpgradeFailedException;
import dev.flinkrest.error.UpgradeFailedException.Outcome;
import dev.flinkrest.jars.JarInfo;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.StopOptions;
import dev.flinkrest.jobs.UpgradeEvent.Step;
import dev.flinkrest.jobs.UpgradeOptions;
import dev.flinkrest.jobs.UpgradeResult;
import dev.flinkrest.jobs.checkpoints.CheckpointType;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.testkit.Fault;
import dev.flinkrest.testkit.FaultPlan;
import dev.flinkrest.testkit.FaultProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Upgrades of real jobs whose process is killed, or whose network loses answers. */
@ParameterizedClass(name = "Flink {0}")
@MethodSource("dev.flinkrest.compatibility.ClusterUnderTest#versions")
@Timeout(120)
class UpgradeInterruptedIT extends UpgradeFixture {
    @TempDir Path starts;

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"STOP", "UPLOAD", "RUN", "AWAIT", "DELETE_OLD_JAR"})
    void goesOnWhereAProcessWasKilled(Step killedAfter) throws Exception {
        letItCount();
        runUntilKilled(killedAfter);

        UpgradeResult result = flink.jobs().upgrade(job, options(version("new")).build());
        assertThat(runningJobs()).containsExactly(result.job());
        assertThat(flink.jobs().get(result.job()).name()).isEqualTo("new");
        assertThat(restored(result.job())).isPositive();
        assertThat(result.savepoint())
                .isEqualTo(
                        flink.jobs()
                                .getCheckpoints(result.job())
                                .latest()
                                .restored()
                                .externalPath());
        assertThat(done().contains(Step.RUN))
                .isEqualTo(List.of(Step.STOP, Step.UPLOAD).contains(killedAfter));
        assertThat(flink.jars().all().files()).extracting(JarInfo::id).doesNotContain(oldJar);
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"RUN_OLD", "AWAIT_OLD"})
    void saysWhatRunsWhereAProcessWasKilledOnItsWayBack(Step killedAfter) throws Exception {
        letItCount();
        runUntilKilled(killedAfter, "--main-fails", "true");

        assertThatExceptionOfType(UpgradeFailedException.class)
                .isThrownBy(() -> flink.jobs().upgrade(job, options(version("new")).build()))
                .satisfies(e -> assertThat(e.outcome()).isEqualTo(Outcome.ROLLED_BACK))
                .satisfies(e -> assertThat(e.savepoint()).startsWith("file:"))
                .satisfies(e -> assertThat(runningJobs()).containsExactly(e.runningJob()))
                .satisfies(e -> assertThat(restored(e.runningJob())).isPositive());
    }

    private void runUntilKilled(Step killedAfter, String... more) throws Exception {
        Process process =
                UpgradeUntilKilled.start(server.uri(), job, oldJar, directory(), killedAfter, more);
        assertThat(process.waitFor()).isEqualTo(UpgradeUntilKilled.STATUS);
        assertThat(process.inputReader().lines().toList())
                .startsWith(Step.STOP.name())
                .endsWith(killedAfter.name());
    }

    /** The first answer to each kind of write is lost, and the new program takes its time. */
    @Test
    void runsOneVersionThoughTheAnswersAreLost() throws IOException {
        letItCount();
        Set<String> struck = ConcurrentHashMap.newKeySet();
        FaultPlan plan =
                line -> {
                    boolean write = line.startsWith("POST");
                    String kind = line.replaceAll("[0-9a-f]{32}|jars/.*jar/", "");
                    return write && struck.add(kind) ? Fault.CUT_AFTER_REQUEST : Fault.NONE;
                };
        RunOptions next = version("new", "--main-delay", "7000", "--starts-to", starts.toString());
        try (FaultProxy proxy = FaultProxy.start(server.uri(), plan);
                FlinkRestClient far = FlinkRestClient.connect(proxy.uri())) {
            UpgradeOptions options = options(next).build();
            UpgradeResult result;
            try {
                result = far.jobs().upgrade(job, options);
            } catch (UpgradeFailedException e) {
                // what a stop came to whose answer is lost is not known before Flink 1.15
                assertThat(far.version().isAtLeast(FlinkVersion.V1_15)).isFalse();
                assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN);
                result = far.jobs().upgrade(job, options);
            }
            assertThat(proxy.incidents()).hasSizeGreaterThanOrEqualTo(3);
            assertThat(runningJobs()).containsExactly(result.job());
            assertThat(restored(result.job())).isPositive();
        }
        try (Stream<Path> files = Files.list(starts)) {
            assertThat(files).as("starts of the new version").hasSize(1);
        }
    }

    @Test
    void drainsAJobThatIsUpgraded() throws IOException {
        letItCount();
        UpgradeOptions options =
                options(version("new"))
                        .stop(
                                StopOptions.builder()
                                        .targetDirectory(directory())
                                        .drain(true)
                                        .build())
                        .build();
        UpgradeResult result = flink.jobs().upgrade(job, options);
        assertThat(runningJobs()).containsExactly(result.job());
        assertThat(restored(result.job())).isPositive();
        assertThat(flink.jobs().getCheckpoints(job).latest().savepoint().checkpointType())
                .isEqualTo(CheckpointType.SYNC_SAVEPOINT);
    }
}
