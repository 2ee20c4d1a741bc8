package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.datasets.DataSetEndpoints;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.UnavailableException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.ApplicationId;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.id.TriggerId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jars.RunApplicationOptions;
import dev.flinkrest.jobs.JobEndpoints;
import dev.flinkrest.jobs.checkpoints.CheckpointEndpoints;
import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.FlinkVersion;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What servers say against a request comes out as the exception that fits, whatever status they
 * chose.
 */
interface ErrorContract {
    ClusterUnderTest cluster();

    private FlinkRestClient flink() {
        return cluster().flink();
    }

    private static DynamicTest notFound(String what, ThrowingCallable call) {
        return DynamicTest.dynamicTest(
                what, () -> assertThatExceptionOfType(NotFoundException.class).isThrownBy(call));
    }

    @TestFactory
    default Stream<DynamicTest> callsAJobThatDoesNotExistNotFound() {
        JobId nobody = JobId.of("0".repeat(32));
        VertexId vertex = VertexId.of("0".repeat(32));
        var jobs = flink().jobs();
        Stream<DynamicTest> always =
                Stream.of(
                        notFound("job", () -> jobs.get(nobody)),
                        notFound("configuration", () -> jobs.getConfig(nobody)),
                        notFound("exceptions", () -> jobs.getExceptions(nobody)),
                        notFound("result", () -> jobs.getExecutionResult(nobody)),
                        notFound("plan", () -> jobs.getPlan(nobody)),
                        notFound("accumulators", () -> jobs.getAccumulators(nobody)),
                        notFound("checkpoints", () -> jobs.getCheckpoints(nobody)),
                        notFound("checkpoint", () -> jobs.getCheckpointDetails(nobody, 1)),
                        notFound("checkpointing", () -> jobs.getCheckpointingConfiguration(nobody)),
                        notFound("cancel", () -> jobs.terminate(nobody)),
                        notFound("vertex", () -> jobs.getVertex(nobody, vertex).details()),
                        notFound("flame graph", () -> jobs.getVertex(nobody, vertex).flameGraph()),
                        notFound(
                                "subtask", () -> jobs.getVertex(nobody, vertex).subtasks().get(0)));
        Stream<DynamicTest> later =
                Stream.of(
                        since(FlinkVersion.V1_16, "state", () -> jobs.getStatus(nobody)),
                        since(
                                FlinkVersion.V1_18,
                                "requirements",
                                () -> jobs.getResourceRequirements(nobody)),
                        since(FlinkVersion.V1_18, "rescale", () -> jobs.rescale(nobody, 2)),
                        since(
                                FlinkVersion.V2_3,
                                "rescales",
                                () -> jobs.getRescales(nobody).history()));
        return Stream.concat(always, later.filter(Objects::nonNull));
    }

    @TestFactory
    default Stream<DynamicTest> callsWhatAJobDoesNotHaveNotFound() {
        JobId job = cluster().jobs().running();
        VertexId nowhere = VertexId.of("0".repeat(32));
        VertexId vertex = flink().jobs().getVertexIds(job).get(0);
        long checkpoint = cluster().awaitCheckpoint(job);
        var jobs = flink().jobs();
        var subtasks = jobs.getVertex(job, vertex).subtasks();
        TriggerId trigger = TriggerId.random();
        return Stream.of(
                        notFound("checkpoint", () -> jobs.getCheckpointDetails(job, 99_999)),
                        notFound(
                                "checkpoint of a vertex",
                                () -> jobs.getCheckpointDetails(job, 99_999, vertex)),
                        notFound(
                                "vertex of a checkpoint",
                                () -> jobs.getCheckpointDetails(job, checkpoint, nowhere)),
                        notFound("vertex", () -> jobs.getVertex(job, nowhere).details()),
                        notFound("times", () -> jobs.getVertex(job, nowhere).subtaskTimes()),
                        notFound("parts", () -> jobs.getVertex(job, nowhere).taskManagers()),
                        notFound("accumulators", () -> jobs.getVertex(job, nowhere).accumulators()),
                        notFound("watermarks", () -> jobs.getVertex(job, nowhere).watermarks()),
                        notFound("flame graph", () -> jobs.getVertex(job, nowhere).flameGraph()),
                        notFound("subtask", () -> subtasks.get(99)),
                        notFound("attempt", () -> subtasks.getAttempt(0, 99)),
                        notFound("its accumulators", () -> subtasks.getAttemptAccumulators(0, 99)),
                        notFound(
                                "savepoint's trigger",
                                () ->
                                        flink().send(
                                                        JobEndpoints.SAVEPOINT_STATUS.with(
                                                                job, trigger))),
                        since(
                                FlinkVersion.V1_17,
                                "checkpoint's trigger",
                                () -> flink().send(CheckpointEndpoints.STATUS.with(job, trigger))))
                .filter(Objects::nonNull);
    }

    @TestFactory
    default Stream<DynamicTest> callsWhatTheClusterDoesNotHaveNotFound() {
        TaskManagerId nobody = TaskManagerId.of("nope");
        TaskManagerId somebody = flink().taskManagers().ids().get(0);
        JarId jar = JarId.of("nope.jar");
        TriggerId trigger = TriggerId.random();
        ApplicationId application = ApplicationId.of("0".repeat(32));
        var taskManagers = flink().taskManagers();
        var jobManager = flink().jobManager();
        return Stream.of(
                        notFound("task manager", () -> taskManagers.get(nobody)),
                        notFound(
                                "path in an id",
                                () ->
                                        taskManagers.get(
                                                TaskManagerId.of(somebody + "/thread-dump"))),
                        notFound("its logs", () -> taskManagers.getLogs(nobody)),
                        notFound("its log", () -> taskManagers.getLog(nobody).text()),
                        notFound("its output", () -> taskManagers.getStdout(nobody).text()),
                        notFound("a log of it", () -> taskManagers.getLog(nobody, "x").text()),
                        notFound("its threads", () -> taskManagers.getThreadDump(nobody)),
                        notFound("log", () -> taskManagers.getLog(somebody, "no pe.log").text()),
                        notFound("jm log", () -> jobManager.getLog("nope.log").text()),
                        notFound("jar to plan", () -> flink().jars().getPlan(jar)),
                        notFound("jar to run", () -> flink().jars().run(jar)),
                        notFound("jar to delete", () -> flink().jars().delete(jar)),
                        notFound(
                                "disposal",
                                () ->
                                        flink().send(
                                                        JobEndpoints.SAVEPOINT_DISPOSAL_STATUS.with(
                                                                trigger))),
                        notFound(
                                "deletion of a data set",
                                () -> flink().send(DataSetEndpoints.DELETION_STATUS.with(trigger))),
                        since(
                                FlinkVersion.V1_19,
                                "profile",
                                () -> jobManager.profiler().open("nope.html")),
                        since(
                                FlinkVersion.V1_19,
                                "tm's profile",
                                () -> taskManagers.getProfiler(somebody).open("nope.html")),
                        since(
                                FlinkVersion.V1_19,
                                "profiles of no tm",
                                () -> taskManagers.getProfiler(nobody).all()),
                        since(
                                FlinkVersion.V2_3,
                                "jar to apply",
                                () ->
                                        flink().jars()
                                                .runApplication(jar, RunApplicationOptions.none())),
                        since(
                                FlinkVersion.V2_3,
                                "application",
                                () -> flink().applications().get(application)),
                        since(
                                FlinkVersion.V2_3,
                                "its exceptions",
                                () -> flink().applications().getExceptions(application)),
                        since(
                                FlinkVersion.V2_3,
                                "application to cancel",
                                () -> flink().applications().cancel(application)))
                .filter(Objects::nonNull);
    }

    /** Where servers do not look whether there is such a job, and tell of themselves. */
    @Test
    default void tellsOfTheJobManagerWhateverTheJob() {
        cluster().assume(FlinkVersion.V1_16);
        JobId nobody = JobId.of("0".repeat(32));
        var jobs = flink().jobs();
        assertThat(jobs.getJobManagerConfig(nobody)).isEqualTo(flink().jobManager().config());
        assertThat(jobs.getJobManagerEnvironment(nobody))
                .isEqualTo(flink().jobManager().environment());
        assertThat(jobs.getJobManagerLogUrl(nobody)).contains("/job-manager/logs");
        assertThat(jobs.getTaskManagerLogUrl(nobody, TaskManagerId.of("nope"))).contains("nope");
    }

    /** Returns null on servers that do not have the operation; refusesWhatCameLater is on these. */
    private DynamicTest since(FlinkVersion version, String what, ThrowingCallable call) {
        return cluster().isAtLeast(version) ? notFound(what, call) : null;
    }

    /** Operations that this server is too old for are refused before they are sent. */
    @TestFactory
    default Stream<DynamicTest> refusesWhatCameLater() {
        return EndpointTables.rows(Server.JOB_MANAGER).values().stream()
                .filter(row -> !cluster().isAtLeast(row.since()))
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> refused(row)));
    }

    private void refused(Endpoint<?> row) {
        var request = row.with(Collections.nCopies(parameters(row), "x").toArray());
        for (ThrowingCallable call :
                List.<ThrowingCallable>of(
                        () -> flink().send(request),
                        () -> flink().exchange(request),
                        () -> flink().open(request))) {
            assertThatExceptionOfType(UnsupportedByServerException.class)
                    .isThrownBy(call)
                    .withMessageStartingWith(
                            row
                                    + ": this operation came with Flink "
                                    + row.since().minorText()
                                    + "; the server is "
                                    + cluster().server().version());
        }
    }

    private static int parameters(Endpoint<?> row) {
        return (int) row.template().chars().filter(c -> c == ':').count();
    }

    @Test
    default void saysWhatWasWrongInOneScreen() {
        JobId nobody = JobId.of("0".repeat(32));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> flink().jobs().get(nobody))
                .withMessageStartingWith(
                        "GET /jobs/:jobid answered 404 for /jobs/"
                                + nobody
                                + ": Job "
                                + nobody
                                + " not found")
                .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1).hasSizeLessThan(300))
                .satisfies(e -> assertThat(e.headline()).isEqualTo("Job " + nobody + " not found"));
    }

    @Test
    default void saysThatTheDefaultSchedulerCannotRescale() {
        assertThatExceptionOfType(UnsupportedByServerException.class)
                .isThrownBy(() -> flink().jobs().rescale(cluster().jobs().running(), 2))
                .withMessageContaining("Call upgrade with the new parallelism");
    }

    @Test
    default void seesThatTheOldRescalingIsSwitchedOff() {
        var request =
                JobEndpoints.RESCALING.with(cluster().jobs().running()).query("parallelism", 3);
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> flink().send(request))
                .withMessageContaining("FLINK-12312");
    }
}
