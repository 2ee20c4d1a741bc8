package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.UnavailableException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.id.TriggerId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jobs.JobEndpoints;
import dev.flinkrest.rest.Endpoint;
import java.util.Collections;
import java.util.List;
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
    default Stream<DynamicTest> callsWhatDoesNotExistNotFound() {
        JobId nobody = JobId.of("0".repeat(32));
        JobId job = cluster().jobs().running();
        VertexId nowhere = VertexId.of("0".repeat(32));
        VertexId vertex = flink().jobs().getVertexIds(job).get(0);
        var jobs = flink().jobs();
        var subtasks = jobs.getVertex(job, vertex).subtasks();
        return Stream.of(
                notFound("job", () -> jobs.get(nobody)),
                notFound("job's configuration", () -> jobs.getConfig(nobody)),
                notFound("job's exceptions", () -> jobs.getExceptions(nobody)),
                notFound("job's result", () -> jobs.getExecutionResult(nobody)),
                notFound("job's plan", () -> jobs.getPlan(nobody)),
                notFound("job's accumulators", () -> jobs.getAccumulators(nobody)),
                notFound("job's checkpoints", () -> jobs.getCheckpoints(nobody)),
                notFound("job to cancel", () -> jobs.terminate(nobody)),
                notFound("checkpoint", () -> jobs.getCheckpointDetails(job, 99_999)),
                notFound("vertex", () -> jobs.getVertex(job, nowhere).details()),
                notFound("vertex's times", () -> jobs.getVertex(job, nowhere).subtaskTimes()),
                notFound("subtask", () -> subtasks.get(99)),
                notFound("attempt", () -> subtasks.getAttempt(0, 99)),
                notFound(
                        "trigger",
                        () ->
                                flink().send(
                                                JobEndpoints.SAVEPOINT_STATUS.with(
                                                        job, TriggerId.random()))),
                notFound(
                        "task manager", () -> flink().taskManagers().get(TaskManagerId.of("nope"))),
                notFound("log file", () -> flink().jobManager().getLog("nope.log").text()),
                notFound(
                        "log file elsewhere",
                        () -> flink().jobManager().getLog("../../etc/passwd").text()),
                notFound("jar to run", () -> flink().jars().run(JarId.of("nope.jar"))),
                notFound("jar to delete", () -> flink().jars().delete(JarId.of("nope.jar"))));
    }

    /** Operations that this server is too old for are refused before they are sent. */
    @TestFactory
    default Stream<DynamicTest> refusesWhatCameLater() {
        return EndpointTables.ROWS.values().stream()
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
                .withMessageContaining("Stop the job with a savepoint and run it again");
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
