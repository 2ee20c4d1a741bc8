package dev.flinkrest.compatibility;

import static dev.flinkrest.compatibility.ClusterUnderTest.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.embedded.EmbeddedFlink;
import dev.flinkrest.error.UpgradeFailedException;
import dev.flinkrest.error.UpgradeFailedException.Outcome;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.JobDetails;
import dev.flinkrest.jobs.StopOptions;
import dev.flinkrest.jobs.UpgradeEvent;
import dev.flinkrest.jobs.UpgradeEvent.Phase;
import dev.flinkrest.jobs.UpgradeEvent.Step;
import dev.flinkrest.jobs.UpgradeOptions;
import dev.flinkrest.jobs.vertices.JobVertex;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** A real cluster and a job on it that is upgraded, for the tests of upgrades. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UpgradeFixture {
    @Parameter String version;

    EmbeddedFlink server;
    FlinkRestClient flink;
    JarId oldJar;
    JobId job;
    final List<UpgradeEvent> events = new ArrayList<>();

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

    UpgradeOptions.Builder options(RunOptions next) {
        return UpgradeOptions.builder()
                .oldVersion(oldJar, version("old"))
                .newVersion(ClusterUnderTest.JAR, next)
                .stop(StopOptions.into(directory()))
                .startTimeout(Duration.ofSeconds(30))
                .listener(events::add);
    }

    String directory() {
        return server.directory().resolve("upgrades").toUri().toString();
    }

    List<Step> done() {
        return events.stream()
                .filter(event -> event.phase() == Phase.DONE)
                .map(UpgradeEvent::step)
                .toList();
    }

    long restored(JobId of) {
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

    void assertOldVersionRunsAgain(UpgradeFailedException e) {
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

    List<JobId> runningJobs() {
        return flink.jobs().all().stream()
                .filter(one -> !one.status().isGloballyTerminal())
                .map(one -> one.id())
                .toList();
    }

    void letItCount() {
        flink.jobs().awaitCheckpoint(job, 1, PATIENCE);
    }
}
