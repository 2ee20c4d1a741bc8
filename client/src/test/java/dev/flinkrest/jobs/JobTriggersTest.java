package dev.flinkrest.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flinkrest.error.OperationFailedException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.TriggerId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.support.FakeCaller;
import dev.flinkrest.support.FakeCaller.Reply;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Checkpoints on demand, disposal of savepoints, resource requirements. */
class JobTriggersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final JobId JOB = JobId.of("02b969df26f8f7bc553b3fde61895c07");
    private static final TriggerId TRIGGER = TriggerId.of("12b969df26f8f7bc553b3fde61895c07");
    private static final VertexId VERTEX = VertexId.of("f362c87ffabe89c8a91fa7d0a523ba6c");

    private static FakeCaller server(String status) {
        return new FakeCaller(
                FlinkVersion.V2_3,
                request ->
                        Reply.ok(
                                request.target().endsWith(TRIGGER.value())
                                        ? status
                                        : "{\"request-id\":\"" + TRIGGER + "\"}"));
    }

    private static String completed(String operation) {
        return "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":" + operation + "}";
    }

    @Test
    void makesACheckpointAndWaitsForItsId() {
        FakeCaller server = server(completed("{\"checkpointId\":7}"));
        var options =
                CheckpointOptions.builder()
                        .checkpointType(CheckpointOptions.Scope.INCREMENTAL)
                        .triggerId(TRIGGER)
                        .build();
        var checkpoint = new Jobs(server).triggerCheckpoint(JOB, options);
        assertThat(checkpoint.triggerId()).isEqualTo(TRIGGER);
        assertThat(checkpoint.await(PATIENCE)).isEqualTo(7);
        assertThat(server.asked)
                .containsExactly(
                        "POST /jobs/"
                                + JOB
                                + "/checkpoints {\"checkpointType\":\"INCREMENTAL\",\"triggerId\":\""
                                + TRIGGER
                                + "\"}",
                        "GET /jobs/" + JOB + "/checkpoints/" + TRIGGER);
    }

    @Test
    void reportsACheckpointThatFailedThoughItsFailureIsSpeltOtherwise() {
        FakeCaller server =
                server(
                        completed(
                                "{\"failureCause\":{\"class\":\"a.B\",\"stack-trace\":\"a.B: declined\"}}"));
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> new Jobs(server).triggerCheckpoint(JOB).await(PATIENCE))
                .withMessage("checkpoint of job " + JOB + " failed: declined");
    }

    @Test
    void disposesOfASavepoint() {
        FakeCaller server = server(completed("{}"));
        new Jobs(server).disposeSavepoint("file:/sp/x").await(PATIENCE);
        assertThat(server.asked)
                .containsExactly(
                        "POST /savepoint-disposal {\"savepoint-path\":\"file:/sp/x\"}",
                        "GET /savepoint-disposal/" + TRIGGER);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Jobs(server).disposeSavepoint(" "))
                .withMessage("location is blank; expected a non-blank text");
    }

    @Test
    void reportsADisposalThatFailed() {
        FakeCaller server =
                server(
                        completed(
                                "{\"failure-cause\":{\"class\":\"a.B\",\"stack-trace\":\"a.B: gone\"}}"));
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> new Jobs(server).disposeSavepoint("file:/x").await(PATIENCE))
                .withMessage("disposal of savepoint file:/x failed: gone");
    }

    @Test
    void readsAndSetsResourceRequirements() {
        String body = "{\"" + VERTEX + "\":{\"parallelism\":{\"lowerBound\":2,\"upperBound\":4}}}";
        FakeCaller server = FakeCaller.always(FlinkVersion.V2_3, body);
        Jobs jobs = new Jobs(server);
        var requirements =
                new JobResourceRequirements(
                        Map.of(VERTEX, VertexResourceRequirements.parallelism(2, 4)));
        assertThat(jobs.getResourceRequirements(JOB)).isEqualTo(requirements);
        jobs.updateResourceRequirements(JOB, requirements);
        assertThat(server.asked)
                .containsExactly(
                        "GET /jobs/" + JOB + "/resource-requirements",
                        "PUT /jobs/" + JOB + "/resource-requirements " + body);
    }

    @Test
    void refusesBoundsThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VertexResourceRequirements.parallelism(0, 4))
                .withMessage("lowerBound is 0; expected at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VertexResourceRequirements.parallelism(3, 2))
                .withMessage("upperBound is 2; expected at least 3");
    }

    @Test
    void saysThatAnotherSchedulerHasNoRequirements() {
        FakeCaller server =
                new FakeCaller(
                        FlinkVersion.V2_3,
                        request ->
                                new Reply(
                                        500,
                                        "{\"errors\":[\"Internal server error.\",\"<Exception on server side:\\n"
                                                + "java.lang.UnsupportedOperationException: no\\n\\tat a.B.c(B.java:1)\\n\"]}"));
        assertThatExceptionOfType(UnsupportedByServerException.class)
                .isThrownBy(() -> new Jobs(server).getResourceRequirements(JOB))
                .withMessageStartingWith(
                        "GET /jobs/:jobid/resource-requirements: only jobs under the adaptive scheduler");
    }
}
