package dev.flinkrest.compatibility;

import static dev.flinkrest.compatibility.ClusterUnderTest.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.embedded.EmbeddedFlink;
import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.OperationLostException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.JobEndpoints;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.jobs.SavepointInfo;
import dev.flinkrest.jobs.SavepointOptions;
import dev.flinkrest.jobs.StopOptions;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Operation;
import dev.flinkrest.rest.Request;
import dev.flinkrest.testkit.Fault;
import dev.flinkrest.testkit.FaultPlan;
import dev.flinkrest.testkit.FaultProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Savepoints of real servers over a network that loses answers, and of servers that forget. */
@ParameterizedClass(name = "Flink {0}")
@MethodSource("dev.flinkrest.compatibility.ClusterUnderTest#versions")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class LostTriggersIT {
    /** How long the server remembers triggers; from 1.16 on, that can be set. */
    private static final Duration MEMORY = Duration.ofSeconds(1);

    @Parameter String version;

    @TempDir Path directory;

    private EmbeddedFlink server;
    private FlinkRestClient direct;

    @BeforeParameterizedClassInvocation
    void start() {
        server = startServer();
        direct = FlinkRestClient.connect(server.uri());
    }

    private EmbeddedFlink startServer() {
        return EmbeddedFlink.builder()
                .version(version)
                .slots(8)
                .configuration("web.refresh-interval", "200")
                .configuration("rest.async.store-duration", MEMORY.toSeconds() + " s")
                .start();
    }

    @AfterParameterizedClassInvocation
    void stop() {
        direct.close();
        server.close();
    }

    private static JobId run(FlinkRestClient flink) throws IOException {
        JobId job =
                flink.jars()
                        .uploadAndRun(
                                ClusterUnderTest.JAR,
                                RunOptions.builder()
                                        .arguments("--checkpoint-interval", "100000")
                                        .parallelism(1)
                                        .deleteJarAfterRun(true)
                                        .build());
        flink.jobs().awaitAllVerticesRunning(job, PATIENCE);
        return job;
    }

    private boolean isAtLeast(FlinkVersion since) {
        return FlinkVersion.parse(server.version()).orElseThrow().isAtLeast(since);
    }

    private static long savepointsIn(Path target) throws IOException {
        if (!Files.exists(target)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.count();
        }
    }

    @Test
    void makesOneSavepointThoughTheAnswersAreLost() throws IOException {
        JobId job = run(direct);
        Path target = directory.resolve("once");
        SavepointOptions options = SavepointOptions.into(target.toUri().toString());
        FaultPlan plan =
                FaultPlan.script(
                                Fault.CUT_BEFORE_REQUEST,
                                Fault.CUT_BEFORE_REPLY,
                                Fault.RESET_AFTER_REQUEST,
                                Fault.CUT_IN_REPLY)
                        .on(line -> line.startsWith("POST"));
        try (FaultProxy proxy = FaultProxy.start(server.uri(), plan);
                FlinkRestClient flink = FlinkRestClient.connect(proxy.uri())) {
            if (isAtLeast(FlinkVersion.V1_15)) {
                var savepoint = flink.jobs().createSavepoint(job, options).await(PATIENCE);
                assertThat(savepoint.location()).isNotBlank();
                assertThat(proxy.incidents()).hasSize(4);
            } else {
                for (int i = 0; i < 2; i++) {
                    assertThatExceptionOfType(ConnectionException.class)
                            .isThrownBy(() -> flink.jobs().createSavepoint(job, options))
                            .withMessageContaining("see getCheckpoints of the job")
                            .satisfies(e -> assertThat(e.maybeSent()).isTrue());
                }
                assertThat(proxy.incidents()).hasSize(2);
                ClusterUnderTest.await(
                        () -> direct.jobs().getCheckpoints(job).latest().savepoint(),
                        made -> made != null);
            }
        }
        assertThat(savepointsIn(target)).isEqualTo(1);
        direct.jobs().terminate(job);
    }

    @Test
    void stopsOnceThoughTheAnswerIsLost() throws IOException {
        assumeTrue(
                isAtLeast(FlinkVersion.V1_15),
                "takes no id; the test of savepoints sees what is said then");
        JobId job = run(direct);
        Path target = directory.resolve("stopped");
        FaultPlan plan =
                FaultPlan.script(Fault.CUT_BEFORE_REPLY, Fault.RESET_IN_REPLY)
                        .on(line -> line.startsWith("POST"));
        try (FaultProxy proxy = FaultProxy.start(server.uri(), plan);
                FlinkRestClient flink = FlinkRestClient.connect(proxy.uri())) {
            var stop = flink.jobs().stop(job, StopOptions.into(target.toUri().toString()));
            assertThat(stop.await(PATIENCE).location()).startsWith("file:");
            assertThat(proxy.incidents()).hasSize(2);
        }
        ClusterUnderTest.await(
                () -> direct.jobs().get(job).state(), state -> state == JobStatus.FINISHED);
        assertThat(savepointsIn(target)).isEqualTo(1);
    }

    @Test
    void findsInTheJobsCheckpointsWhatTheServerHasForgotten() throws Exception {
        assumeTrue(
                isAtLeast(FlinkVersion.V1_16),
                "remembers triggers for five minutes, whatever it is told");
        JobId job = run(direct);
        String target = directory.resolve("forgotten").toUri().toString();
        assertThat(
                        forgotten(
                                job,
                                direct.jobs().createSavepoint(job, SavepointOptions.into(target))))
                .isDirectory();
        assertThat(forgotten(job, direct.jobs().stop(job, StopOptions.into(target)))).isDirectory();
    }

    /** Waits until the server has forgotten a trigger, and then for where the savepoint is. */
    private Path forgotten(JobId job, Operation<SavepointInfo> operation) {
        ClusterUnderTest.await(
                () -> direct.exchange(statusOf(job, operation)).status(), status -> status == 404);
        return Path.of(URI.create(operation.await(PATIENCE).location()));
    }

    private static Request<?> statusOf(JobId job, Operation<?> operation) {
        return JobEndpoints.SAVEPOINT_STATUS.with(job, operation.triggerId());
    }

    @Test
    void callsASavepointLostWhenNeitherTheServerNorTheJobKnowsIt() throws IOException {
        AtomicReference<EmbeddedFlink> running = new AtomicReference<>(startServer());
        try (FaultProxy proxy =
                        FaultProxy.start(
                                () -> running.get().uri(), FaultPlan.none(), Duration.ZERO);
                FlinkRestClient flink = FlinkRestClient.connect(proxy.uri())) {
            JobId job = run(flink);
            String target = directory.resolve("lost").toUri().toString();
            var savepoint = flink.jobs().createSavepoint(job, SavepointOptions.into(target));
            EmbeddedFlink before = running.get();
            running.set(startServer());
            before.close();
            assertThatExceptionOfType(OperationLostException.class)
                    .isThrownBy(() -> savepoint.await(PATIENCE))
                    .withMessageContaining("the server does not know it any more");
        } finally {
            running.get().close();
        }
    }

    @Test
    void followsASavepointThatAnotherClientTriggered() throws IOException {
        JobId job = run(direct);
        var savepoint =
                direct.jobs()
                        .createSavepoint(
                                job,
                                SavepointOptions.into(
                                        directory.resolve("followed").toUri().toString()));
        try (FlinkRestClient other = FlinkRestClient.connect(server.uri())) {
            var followed = other.jobs().savepointOperation(job, savepoint.triggerId());
            assertThat(followed.await(PATIENCE).location())
                    .isEqualTo(savepoint.await(PATIENCE).location());
        }
        direct.jobs().terminate(job);
    }
}
