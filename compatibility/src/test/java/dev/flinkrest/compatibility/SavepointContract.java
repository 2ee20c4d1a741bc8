package dev.flinkrest.compatibility;

import static dev.flinkrest.compatibility.ClusterUnderTest.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.error.ConflictException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.OperationFailedException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.TriggerId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jars.ClaimMode;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.CheckpointOptions;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.jobs.SavepointFormat;
import dev.flinkrest.jobs.SavepointOptions;
import dev.flinkrest.jobs.StopOptions;
import dev.flinkrest.metrics.MetricQuery;
import dev.flinkrest.rest.FlinkVersion;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Savepoints, stopping and starting from them, and cancelling. */
interface SavepointContract {
    ClusterUnderTest cluster();

    private FlinkRestClient flink() {
        return cluster().flink();
    }

    private JobId start(String name) {
        JobId job =
                cluster()
                        .run(
                                cluster().jobs().jar(),
                                "--name",
                                name,
                                "--rate",
                                "200",
                                "--parallelism",
                                "1",
                                "--checkpoint-interval",
                                "1000");
        cluster().awaitRunning(job);
        return job;
    }

    private double sum(JobId job, String metric) {
        VertexId counter =
                flink().jobs().get(job).vertices().stream()
                        .filter(vertex -> vertex.name().contains("Count per key"))
                        .findFirst()
                        .orElseThrow()
                        .id();
        var subtasks = flink().jobs().getVertex(job, counter).subtasks();
        String name =
                ClusterUnderTest.await(
                                () ->
                                        subtasks.metricNames().stream()
                                                .filter(known -> known.endsWith(metric))
                                                .findFirst(),
                                found -> found.isPresent())
                        .orElseThrow();
        return ClusterUnderTest.await(
                        () -> subtasks.metrics(MetricQuery.of(name)),
                        found -> found.containsKey(name))
                .get(name)
                .sum();
    }

    @Test
    default void makesASavepointStopsWithOneAndGoesOnFromItWithAnotherParallelism() {
        JobId job = start("Stopped");
        var savepoint =
                flink().jobs()
                        .createSavepoint(job, SavepointOptions.into(cluster().directory("sp")));
        assertThat(savepoint.triggerId()).isNotNull();
        assertThat(savepoint.await(PATIENCE).location()).startsWith("file:").contains("savepoint-");
        assertThat(savepoint.status().completed()).isTrue();

        ClusterUnderTest.await(() -> sum(job, "totalCount"), count -> count > 0);
        String location =
                flink().jobs()
                        .stop(job, StopOptions.into(cluster().directory("sp")))
                        .await(PATIENCE)
                        .location();
        cluster().awaitState(job, JobStatus.FINISHED);

        JobId restored =
                flink().jars()
                        .run(
                                cluster().jobs().jar(),
                                RunOptions.builder()
                                        .arguments(Map.of("name", "Restored", "parallelism", 2))
                                        .savepointPath(location)
                                        .build());
        assertThat(cluster().awaitRunning(restored).vertices())
                .allSatisfy(vertex -> assertThat(vertex.parallelism()).isEqualTo(2));
        ClusterUnderTest.await(() -> sum(restored, "restoredCount"), count -> count > 0);
        flink().jobs().terminate(restored);
        cluster().awaitState(restored, JobStatus.CANCELED);
    }

    @Test
    default void saysThatAJobHasEndedAlready() {
        JobId ended = cluster().jobs().finished();
        assertThatExceptionOfType(ServerErrorException.class)
                .isThrownBy(() -> flink().jobs().terminate(ended))
                .isInstanceOf(
                        cluster().isAtLeast(FlinkVersion.V1_15)
                                ? ConflictException.class
                                : NotFoundException.class);
    }

    @Test
    default void choosesFormatAndTriggerIdWhereTheServerCan() {
        TriggerId trigger = TriggerId.random();
        SavepointOptions options =
                SavepointOptions.builder()
                        .targetDirectory(cluster().directory("native"))
                        .formatType(SavepointFormat.NATIVE)
                        .triggerId(trigger)
                        .build();
        JobId job = cluster().jobs().running();
        if (cluster().isAtLeast(FlinkVersion.V1_15)) {
            var first = flink().jobs().createSavepoint(job, options);
            var again = flink().jobs().createSavepoint(job, options);
            assertThat(first.triggerId()).isEqualTo(trigger);
            assertThat(again.triggerId()).isEqualTo(trigger);
            assertThat(again.await(PATIENCE).location())
                    .isEqualTo(first.await(PATIENCE).location());
        } else {
            assertThatExceptionOfType(UnsupportedByServerException.class)
                    .isThrownBy(() -> flink().jobs().createSavepoint(job, options))
                    .withMessageContaining("came with Flink 1.15");
        }
    }

    @Test
    default void takesAClaimModeWhereTheServerCan() {
        String location =
                flink().jobs()
                        .createSavepoint(
                                cluster().jobs().running(),
                                SavepointOptions.into(cluster().directory("claim")))
                        .await(PATIENCE)
                        .location();
        RunOptions options =
                RunOptions.builder()
                        .savepointPath(location)
                        .allowNonRestoredState(true)
                        .claimMode(ClaimMode.NO_CLAIM)
                        .arguments("--records", "1")
                        .build();
        if (cluster().isAtLeast(FlinkVersion.V1_15)) {
            JobId job = flink().jars().run(cluster().jobs().jar(), options);
            cluster().awaitState(job, JobStatus.RUNNING, JobStatus.FINISHED);
            ClusterUnderTest.await(
                    () -> flink().jobs().getCheckpoints(job),
                    statistics -> statistics.counts().restored() == 1);
            if (!flink().jobs().get(job).state().isGloballyTerminal()) {
                flink().jobs().terminate(job);
            }
        } else {
            assertThatExceptionOfType(UnsupportedByServerException.class)
                    .isThrownBy(() -> flink().jars().run(cluster().jobs().jar(), options))
                    .withMessageContaining("claimMode came with Flink 1.15");
        }
    }

    /** A server that swallowed the mode's field would never delete what is not its own. */
    @Test
    default void ownsASavepointThatItClaims() {
        cluster().assume(FlinkVersion.V1_15);
        String location =
                flink().jobs()
                        .createSavepoint(
                                cluster().jobs().running(),
                                SavepointOptions.into(cluster().directory("claimed")))
                        .await(PATIENCE)
                        .location();
        RunOptions options =
                RunOptions.builder()
                        .savepointPath(location)
                        .claimMode(ClaimMode.CLAIM)
                        .arguments("--name", "Claiming", "--checkpoint-interval", "200")
                        .build();
        JobId job = flink().jars().run(cluster().jobs().jar(), options);
        Path files = Path.of(URI.create(location));
        ClusterUnderTest.await(() -> Files.exists(files), exists -> !exists);
        flink().jobs().terminate(job);
    }

    @Test
    default void disposesOfASavepoint() {
        String location =
                flink().jobs()
                        .createSavepoint(
                                cluster().jobs().running(),
                                SavepointOptions.into(cluster().directory("disposed")))
                        .await(PATIENCE)
                        .location();
        assertThat(Path.of(URI.create(location))).isDirectory();
        var disposal = flink().jobs().disposeSavepoint(location);
        disposal.await(PATIENCE);
        assertThat(Path.of(URI.create(location))).doesNotExist();
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> flink().jobs().disposeSavepoint(location).await(PATIENCE))
                .withMessageStartingWith("disposal of savepoint " + location + " failed: ");
    }

    @Test
    default void makesACheckpoint() {
        cluster().assume(FlinkVersion.V1_17);
        JobId job = cluster().jobs().running();
        TriggerId trigger = TriggerId.random();
        var options =
                CheckpointOptions.builder()
                        .checkpointType(CheckpointOptions.Scope.FULL)
                        .triggerId(trigger)
                        .build();
        var checkpoint = flink().jobs().triggerCheckpoint(job, options);
        assertThat(checkpoint.triggerId()).isEqualTo(trigger);
        assertThat(flink().jobs().triggerCheckpoint(job, options).triggerId()).isEqualTo(trigger);
        Long id = checkpoint.await(PATIENCE);
        // the server shows checkpoints some time after it has made them
        ClusterUnderTest.await(() -> flink().jobs().getCheckpointIds(job), ids -> ids.contains(id));
        assertThat(flink().jobs().getCheckpointDetails(job, id).id()).isEqualTo(id);
        assertThat(flink().jobs().triggerCheckpoint(job).await(PATIENCE)).isGreaterThan(id);
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(
                        () ->
                                flink().jobs()
                                        .triggerCheckpoint(cluster().jobs().failed())
                                        .await(PATIENCE));
    }

    @Test
    default void reportsASavepointThatFailedAsAFailure() {
        JobId job = cluster().jobs().running();
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(
                        () ->
                                flink().jobs()
                                        .createSavepoint(
                                                job,
                                                SavepointOptions.into("file:/proc/no/such/place"))
                                        .await(PATIENCE))
                .withMessageStartingWith("savepoint of job " + job + " failed: ")
                .satisfies(e -> assertThat(e.serverStackTrace()).contains("/proc/no/such/place"))
                .satisfies(e -> assertThat(e.failure().className()).isNotBlank());
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(
                        () ->
                                flink().jobs()
                                        .stop(job, StopOptions.into("file:/proc/no/such/place"))
                                        .await(PATIENCE));
        cluster().awaitRunning(job);
    }

    @Test
    default void reportsASavepointOfAnUnknownJobAsAFailure() {
        var options = SavepointOptions.into(cluster().directory("unknown"));
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(
                        () ->
                                flink().jobs()
                                        .createSavepoint(JobId.of("0".repeat(32)), options)
                                        .await(PATIENCE))
                .withMessageContaining("00000000000000000000000000000000");
    }
}
