package dev.flinkrest.compatibility;

import static dev.flinkrest.compatibility.ClusterUnderTest.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flinkrest.error.JobEndedException;
import dev.flinkrest.error.OperationFailedException;
import dev.flinkrest.error.UpgradeFailedException;
import dev.flinkrest.error.UpgradeFailedException.Outcome;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.JarInfo;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.JobDetails;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.jobs.StopOptions;
import dev.flinkrest.jobs.UpgradeEvent;
import dev.flinkrest.jobs.UpgradeEvent.Step;
import dev.flinkrest.jobs.UpgradeOptions;
import dev.flinkrest.jobs.UpgradeResult;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Upgrades of real jobs, those that go wrong on the way among them. */
@ParameterizedClass(name = "Flink {0}")
@MethodSource("dev.flinkrest.compatibility.ClusterUnderTest#versions")
@Timeout(120)
class UpgradeIT extends UpgradeFixture {

    @Test
    void carriesTheStateOverToAnotherParallelism() throws IOException {
        letItCount();
        RunOptions next = version("new").toBuilder().parallelism(2).build();
        UpgradeResult result = flink.jobs().upgrade(job, options(next).awaitCheckpoint().build());
        assertThat(runningJobs()).containsExactly(result.job());
        JobDetails running = flink.jobs().get(result.job());
        assertThat(running.name()).isEqualTo("new");
        assertThat(running.vertices())
                .allSatisfy(vertex -> assertThat(vertex.parallelism()).isEqualTo(2));
        assertThat(flink.jobs().get(job).state()).isEqualTo(JobStatus.FINISHED);
        assertThat(flink.jobs().getCheckpoints(result.job()).latest().restored().externalPath())
                .isEqualTo(result.savepoint());
        assertThat(result.oldJarDeleted()).isTrue();
        assertThat(flink.jars().all().files())
                .extracting(JarInfo::id)
                .contains(result.jar())
                .doesNotContain(oldJar);
        assertThat(done())
                .containsExactly(Step.STOP, Step.UPLOAD, Step.RUN, Step.AWAIT, Step.DELETE_OLD_JAR);
    }

    @Test
    void goesBackWhenMainThrows() {
        letItCount();
        assertThatExceptionOfType(UpgradeFailedException.class)
                .isThrownBy(
                        () ->
                                flink.jobs()
                                        .upgrade(
                                                job,
                                                options(version("new", "--main-fails", "true"))
                                                        .build()))
                .withMessageContaining("the new version did not come up: ")
                .withMessageContaining("as --main-fails true asked it to")
                .withMessageContaining("Now: the old version runs again, as job ")
                .satisfies(this::assertOldVersionRunsAgain);
        assertThat(events)
                .extracting(UpgradeEvent::step)
                .filteredOn(Step.CANCEL_NEW::equals)
                .isEmpty();
    }

    @Test
    void goesBackWhenTheNewVersionFailsAtRunTime() {
        letItCount();
        RunOptions next =
                version(
                        "new",
                        "--rate",
                        "0",
                        "--checkpoint-interval",
                        "0",
                        "--fail-mode",
                        "always",
                        "--fail-at",
                        "20000");
        assertThatExceptionOfType(UpgradeFailedException.class)
                .isThrownBy(
                        () -> flink.jobs().upgrade(job, options(next).awaitCheckpoint().build()))
                .withMessageContaining("fails, as --fail-at asked it to")
                .withCauseInstanceOf(JobEndedException.class)
                .satisfies(this::assertOldVersionRunsAgain);
    }

    @Test
    void goesBackWhenTheNewVersionCannotTakeUpTheState() {
        letItCount();
        UpgradeOptions options =
                options(version("new", "--count-uid", "another")).awaitCheckpoint().build();
        assertThatExceptionOfType(UpgradeFailedException.class)
                .isThrownBy(() -> flink.jobs().upgrade(job, options))
                .withMessageContaining("the operator is not available in the new program")
                .satisfies(this::assertOldVersionRunsAgain);
    }

    @Test
    void cancelsANewVersionThatLacksSlots() {
        letItCount();
        RunOptions next = version("new").toBuilder().parallelism(100).build();
        assertThatExceptionOfType(UpgradeFailedException.class)
                .isThrownBy(
                        () ->
                                flink.jobs()
                                        .upgrade(
                                                job,
                                                options(next)
                                                        .startTimeout(Duration.ofSeconds(10))
                                                        .build()))
                .withMessageContaining("has the cluster enough free slots?")
                .satisfies(this::assertOldVersionRunsAgain);
        assertThat(done()).contains(Step.CANCEL_NEW);
    }

    @Test
    void changesNothingWhenTheSavepointCannotBeWritten() {
        UpgradeOptions options =
                options(version("new")).stop(StopOptions.into("file:/proc/no/such/place")).build();
        assertThatExceptionOfType(UpgradeFailedException.class)
                .isThrownBy(() -> flink.jobs().upgrade(job, options))
                .withCauseInstanceOf(OperationFailedException.class)
                .withMessageContaining("Now: the job runs on, and nothing was changed")
                .satisfies(e -> assertThat(e.outcome()).isEqualTo(Outcome.UNCHANGED))
                .satisfies(e -> assertThat(e.runningJob()).isEqualTo(job));
        assertThat(runningJobs()).containsExactly(job);
        assertThat(done()).isEmpty();
    }

    @Test
    void triesAgainAfterAStopThatFailed() throws IOException {
        UpgradeOptions bad =
                options(version("new")).stop(StopOptions.into("file:/proc/no/such/place")).build();
        assertThatExceptionOfType(UpgradeFailedException.class)
                .isThrownBy(() -> flink.jobs().upgrade(job, bad));
        flink.jobs().awaitAllVerticesRunning(job, PATIENCE);
        UpgradeResult result = flink.jobs().upgrade(job, options(version("new")).build());
        assertThat(runningJobs()).containsExactly(result.job());
    }

    @Test
    void beginsWithoutStateWhenToldTo() throws IOException {
        letItCount();
        UpgradeResult result =
                flink.jobs().upgrade(job, options(version("new")).stateless().build());
        assertThat(result.savepoint()).isNull();
        assertThat(restored(result.job())).isZero();
        assertThat(flink.jobs().get(job).state()).isEqualTo(JobStatus.CANCELED);
        assertThat(runningJobs()).containsExactly(result.job());
    }

    @Test
    void leavesTheSavepointWhenThereIsNoWayBack() {
        UpgradeOptions options =
                UpgradeOptions.builder()
                        .newVersion(ClusterUnderTest.JAR, version("new", "--main-fails", "true"))
                        .withoutRollback()
                        .stop(StopOptions.into(directory()))
                        .build();
        assertThatExceptionOfType(UpgradeFailedException.class)
                .isThrownBy(() -> flink.jobs().upgrade(job, options))
                .satisfies(e -> assertThat(e.outcome()).isEqualTo(Outcome.STOPPED))
                .satisfies(e -> assertThat(e.runningJob()).isNull())
                .satisfies(e -> assertThat(Path.of(URI.create(e.savepoint()))).isDirectory());
        assertThat(runningJobs()).isEmpty();
    }

    @Test
    void refusesBeforeAnythingIsDone() {
        JarId none = JarId.of("no-such.jar");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                flink.jobs()
                                        .upgrade(
                                                job,
                                                options(version("new"))
                                                        .newVersion(none, version("new"))
                                                        .build()))
                .withMessage(
                        "the jar no-such.jar is not on the server; expected one of jars().all()");
        JobId ended = job;
        flink.jobs().terminate(ended);
        flink.jobs().awaitTerminated(ended, PATIENCE);
        assertThatExceptionOfType(JobEndedException.class)
                .isThrownBy(() -> flink.jobs().upgrade(ended, options(version("new")).build()))
                .withMessage("upgrade of job " + ended + ": the job has ended: CANCELED");
        assertThat(runningJobs()).isEmpty();
    }

    @Test
    void saysOfAnUpgradeThatWasRolledBackThatItWas() {
        UpgradeOptions bad = options(version("new", "--main-fails", "true")).build();
        assertThatExceptionOfType(UpgradeFailedException.class)
                .isThrownBy(() -> flink.jobs().upgrade(job, bad));
        assertThatExceptionOfType(UpgradeFailedException.class)
                .isThrownBy(() -> flink.jobs().upgrade(job, options(version("new")).build()))
                .withMessageContaining("a call before this one has rolled it back")
                .satisfies(e -> assertThat(runningJobs()).containsExactly(e.runningJob()));
    }
}
