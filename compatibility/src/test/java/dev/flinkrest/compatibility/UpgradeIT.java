package dev.flinkrest.compatibility;

import static dev.flinkrest.compatibility.ClusterUnderTest.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.embedded.EmbeddedFlink;
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
import dev.flinkrest.jobs.UpgradeEvent.Phase;
import dev.flinkrest.jobs.UpgradeEvent.Step;
import dev.flinkrest.jobs.UpgradeOptions;
import dev.flinkrest.jobs.UpgradeResult;
import dev.flinkrest.jobs.vertices.JobVertex;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Upgrades of real jobs, those that go wrong on the way among them. */
@ParameterizedClass(name = "Flink {0}")
@MethodSource("dev.flinkrest.compatibility.ClusterUnderTest#versions")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class UpgradeIT {
    @Parameter String version;

    private EmbeddedFlink server;
    private FlinkRestClient flink;
    private JarId oldJar;
    private JobId job;
    private final List<UpgradeEvent> events = new ArrayList<>();

    @BeforeParameterizedClassInvocation
    void start() {
        server =
                EmbeddedFlink.builder()
                        .version(version)
                        .slots(8)
                        .configuration("web.refresh-interval", "200")
                        .configuration("metrics.fetcher.update-interval", "300")
                        .start();
        flink = FlinkRestClient.connect(server.uri());
    }

    @AfterParameterizedClassInvocation
    void stop() {
        flink.close();
        server.close();
    }

    @BeforeEach
    void runTheOldVersion() throws IOException {
        flink.jobs().all().stream()
                .filter(one -> !one.status().isGloballyTerminal())
                .forEach(
                        one -> {
                            flink.jobs().terminate(one.id());
                            flink.jobs().awaitTerminated(one.id(), PATIENCE);
                        });
        events.clear();
        oldJar = flink.jars().upload(ClusterUnderTest.JAR).jarId();
        job = flink.jars().run(oldJar, version("old"));
        flink.jobs().awaitAllVerticesRunning(job, PATIENCE);
    }

    /** How a version of the job is run. */
    static RunOptions version(String name, String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--name",
                                name,
                                "--restart-strategy",
                                "none",
                                "--checkpoint-interval",
                                "200"));
        arguments.addAll(List.of(more));
        return RunOptions.builder().arguments(arguments).parallelism(1).build();
    }

    private UpgradeOptions.Builder options(RunOptions next) {
        return UpgradeOptions.builder()
                .oldVersion(oldJar, version("old"))
                .newVersion(ClusterUnderTest.JAR, next)
                .stop(StopOptions.into(directory()))
                .startTimeout(Duration.ofSeconds(30))
                .listener(events::add);
    }

    private String directory() {
        return server.directory().resolve("upgrades").toUri().toString();
    }

    private List<Step> done() {
        return events.stream()
                .filter(event -> event.phase() == Phase.DONE)
                .map(UpgradeEvent::step)
                .toList();
    }

    private long restored(JobId of) {
        JobDetails details = flink.jobs().get(of);
        var vertex =
                details.vertices().stream()
                        .filter(one -> one.name().contains("Count per key"))
                        .findFirst()
                        .orElseThrow();
        JobVertex handle = flink.jobs().getVertex(of, vertex.id());
        var name =
                ClusterUnderTest.await(
                                () ->
                                        handle.metricNames().stream()
                                                .filter(one -> one.endsWith("restoredCount"))
                                                .findFirst(),
                                found -> found.isPresent())
                        .orElseThrow();
        return ClusterUnderTest.await(() -> handle.metrics(name).get(name), value -> value != null)
                .asLong()
                .orElseThrow();
    }

    private void assertOldVersionRunsAgain(UpgradeFailedException e) {
        assertThat(e.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(e.rollbackFailure()).isNull();
        assertThat(e.savepoint()).startsWith("file:");
        JobDetails running = flink.jobs().awaitAllVerticesRunning(e.runningJob(), PATIENCE);
        assertThat(running.name()).isEqualTo("old");
        assertThat(restored(e.runningJob())).isPositive();
        assertThat(runningJobs()).containsExactly(e.runningJob());
        assertThat(done())
                .endsWith(Step.RUN_OLD, Step.AWAIT_OLD)
                .startsWith(Step.STOP)
                .doesNotContain(Step.DELETE_OLD_JAR);
    }

    private List<JobId> runningJobs() {
        return flink.jobs().all().stream()
                .filter(one -> !one.status().isGloballyTerminal())
                .map(one -> one.id())
                .toList();
    }

    private void letItCount() {
        flink.jobs().awaitCheckpoint(job, 1, PATIENCE);
    }

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

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"STOP", "UPLOAD", "RUN"})
    void goesOnWhereAProcessWasKilled(Step killedAfter) throws Exception {
        letItCount();
        Process process =
                UpgradeUntilKilled.start(server.uri(), job, oldJar, directory(), killedAfter);
        assertThat(process.waitFor()).isEqualTo(UpgradeUntilKilled.STATUS);
        assertThat(process.inputReader().lines().toList())
                .startsWith(Step.STOP.name())
                .endsWith(killedAfter.name())
                .doesNotContain(Step.AWAIT.name());

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
        assertThat(done().contains(Step.RUN)).isEqualTo(killedAfter != Step.RUN);
    }
}
