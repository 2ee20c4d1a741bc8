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
                notFound("log file", () -> flink().jobManager().getLog("nope.log")),
                notFound(
                        "log file elsewhere",
                        () -> flink().jobManager().getLog("../../etc/passwd")),
                notFound("jar to run", () -> flink().jars().run(JarId.of("nope.jar"))),
                notFound("jar to delete", () -> flink().jars().delete(JarId.of("nope.jar"))));
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
