package dev.flinkrest.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flinkrest.error.JobEndedException;
import dev.flinkrest.error.OperationFailedException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.TriggerId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.support.FakeCaller;
import dev.flinkrest.support.FakeCaller.Reply;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobsTest {
    private static final JobId JOB = JobId.of("02b969df26f8f7bc553b3fde61895c07");
    private static final TriggerId TRIGGER = TriggerId.of("12b969df26f8f7bc553b3fde61895c07");
    private static final VertexId VERTEX = VertexId.of("f362c87ffabe89c8a91fa7d0a523ba6c");
    private static final String TRIGGERED = "{\"request-id\":\"" + TRIGGER + "\"}";

    private static FakeCaller server(FlinkVersion version, String status) {
        return new FakeCaller(
                version,
                request ->
                        Reply.ok(request.target().endsWith(TRIGGER.value()) ? status : TRIGGERED));
    }

    @Test
    void makesASavepointAndWaitsForItsLocation() {
        FakeCaller server =
                server(
                        FlinkVersion.V2_3,
                        "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"location\":\"file:/sp/x\"}}");
        var operation =
                new Jobs(server)
                        .createSavepoint(
                                JOB,
                                SavepointOptions.builder()
                                        .targetDirectory("file:/sp")
                                        .formatType(SavepointFormat.NATIVE)
                                        .triggerId(TRIGGER)
                                        .cancelJob(false)
                                        .build());
        assertThat(operation.triggerId()).isEqualTo(TRIGGER);
        assertThat(operation.await(Duration.ofSeconds(5)).location()).isEqualTo("file:/sp/x");
        assertThat(server.asked)
                .containsExactly(
                        "POST /jobs/"
                                + JOB
                                + "/savepoints {\"target-directory\":\"file:/sp\",\"cancel-job\":false,"
                                + "\"formatType\":\"NATIVE\",\"triggerId\":\""
                                + TRIGGER
                                + "\"}",
                        "GET /jobs/" + JOB + "/savepoints/" + TRIGGER);
    }

    @Test
    void stopsWithTheOtherSpellingOfTheSameThings() {
        FakeCaller server = server(FlinkVersion.V1_13, "");
        new Jobs(server)
                .stop(JOB, StopOptions.builder().targetDirectory("file:/sp").drain(true).build());
        assertThat(server.asked)
                .containsExactly(
                        "POST /jobs/"
                                + JOB
                                + "/stop {\"targetDirectory\":\"file:/sp\",\"drain\":true}");
    }

    @Test
    void throwsWhatASavepointThatFailedReports() {
        FakeCaller server =
                server(
                        FlinkVersion.V2_3,
                        "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"failure-cause\":{\"class\":\"a.B\","
                                + "\"stack-trace\":\"a.B: no such directory\",\"serialized-throwable\":\"rO0A\"}}}");
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(
                        () ->
                                new Jobs(server)
                                        .createSavepoint(JOB, SavepointOptions.none())
                                        .await(Duration.ofSeconds(5)))
                .withMessage("savepoint of job " + JOB + " failed: no such directory")
                .satisfies(e -> assertThat(e.failure().className()).isEqualTo("a.B"));
    }

    @Test
    void refusesWhatTheServersVersionDoesNotKnowBeforeAnythingIsSent() {
        FakeCaller server = server(FlinkVersion.V1_14, "");
        Jobs jobs = new Jobs(server);
        assertThatExceptionOfType(UnsupportedByServerException.class)
                .isThrownBy(
                        () ->
                                jobs.createSavepoint(
                                        JOB,
                                        SavepointOptions.builder()
                                                .formatType(SavepointFormat.NATIVE)
                                                .build()))
                .withMessage(
                        "POST /jobs/:jobid/savepoints: formatType came with Flink 1.15; the server is 1.14.0."
                                + " Leave it out: such a server writes CANONICAL");
        assertThatExceptionOfType(UnsupportedByServerException.class)
                .isThrownBy(() -> jobs.stop(JOB, StopOptions.builder().triggerId(TRIGGER).build()))
                .withMessageContaining("triggerId came with Flink 1.15");
        assertThatExceptionOfType(UnsupportedByServerException.class)
                .isThrownBy(
                        () ->
                                jobs.getExceptions(
                                        JOB, new ExceptionsQuery(null, Map.of("type", "user"))))
                .withMessageContaining("failure labels came with Flink 1.18");
        assertThatExceptionOfType(UnsupportedByServerException.class)
                .isThrownBy(() -> jobs.rescale(JOB, 2))
                .withMessageContaining(
                        "rescaling a running job came with Flink 1.18; the server is 1.14.0. Call upgrade with"
                                + " the new parallelism");
        assertThat(server.asked).isEmpty();
    }

    @Test
    void asksForExceptionsWithTheServersParameters() {
        FakeCaller server =
                FakeCaller.always(
                        FlinkVersion.V2_3,
                        "{\"exceptionHistory\":{\"entries\":[],\"truncated\":false}}");
        new Jobs(server).getExceptions(JOB, new ExceptionsQuery(3, Map.of("type", "user")));
        assertThat(server.asked)
                .containsExactly(
                        "GET /jobs/"
                                + JOB
                                + "/exceptions?maxExceptions=3&failureLabelFilter=type:user");
    }

    @Test
    void saysThatOnlyTheAdaptiveSchedulerRescales() {
        FakeCaller server =
                new FakeCaller(
                        FlinkVersion.V2_3,
                        request ->
                                request.target().endsWith("/resource-requirements")
                                        ? new Reply(
                                                500,
                                                "{\"errors\":[\"Internal server error.\",\"<Exception on server side:\\n"
                                                        + "java.lang.UnsupportedOperationException: The DefaultScheduler does not"
                                                        + " support this\\n\\tat a.B.c(B.java:1)\\nEnd of exception on server side>\"]}")
                                        : Reply.ok(details("RUNNING", 1, 1)));
        assertThatExceptionOfType(UnsupportedByServerException.class)
                .isThrownBy(() -> new Jobs(server).rescale(JOB, 2))
                .withMessage(
                        "rescaling of job "
                                + JOB
                                + " to 2: only jobs under the adaptive scheduler can be rescaled."
                                + " Call upgrade with the new parallelism, which stops the job with a savepoint"
                                + " and runs it again from there");
    }

    @Test
    void rescalesByResourceRequirementsAndWaitsForTheTasks() {
        Iterator<String> replies =
                List.of(
                                details("RUNNING", 1, 1),
                                details("RUNNING", 1, 1),
                                details("RESTARTING", 4, 0),
                                details("RUNNING", 4, 3),
                                details("RUNNING", 4, 4))
                        .iterator();
        FakeCaller server =
                new FakeCaller(
                        FlinkVersion.V1_18,
                        request ->
                                request.target().endsWith("/resource-requirements")
                                        ? Reply.ok("{}")
                                        : Reply.ok(replies.next()));
        new Jobs(server).rescale(JOB, 4).await(Duration.ofSeconds(5));
        assertThat(server.asked.get(1))
                .startsWith("PUT /jobs/" + JOB + "/resource-requirements {\"" + VERTEX);
        assertThat(server.asked.get(1)).contains("\"lowerBound\":1", "\"upperBound\":4");
        assertThat(server.asked).hasSize(6);
    }

    @Test
    void saysWhenTheJobEndsThatIsRescaled() {
        FakeCaller server =
                new FakeCaller(
                        FlinkVersion.V1_18,
                        request ->
                                Reply.ok(
                                        switch (request.endpoint().template()) {
                                            case "/jobs/:jobid/resource-requirements" -> "{}";
                                            case "/jobs/:jobid/exceptions" ->
                                                    "{\"root-exception\":\"a.B: disk full\",\"exceptionHistory\":{\"entries\":[]}}";
                                            default -> details("FAILED", 1, 0);
                                        }));
        assertThatExceptionOfType(JobEndedException.class)
                .isThrownBy(() -> new Jobs(server).rescale(JOB, 4).await(Duration.ofSeconds(5)))
                .withMessageContaining("the job has ended: FAILED: disk full");
    }

    private static String details(String state, int parallelism, int running) {
        return "{\"jid\":\""
                + JOB
                + "\",\"name\":\"x\",\"state\":\""
                + state
                + "\",\"vertices\":[{\"id\":\""
                + VERTEX
                + "\",\"parallelism\":"
                + parallelism
                + ",\"status\":\"RUNNING\",\"tasks\":{\"DEPLOYING\":"
                + (parallelism - running)
                + ",\"RUNNING\":"
                + running
                + "}}]}";
    }

    @Test
    void refusesNumbersThatCannotBe() {
        Jobs jobs = new Jobs(server(FlinkVersion.V2_3, ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jobs.rescale(JOB, 0))
                .withMessage("parallelism is 0; expected at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jobs.getCheckpointDetails(JOB, -1))
                .withMessage("checkpoint is -1; expected at least 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExceptionsQuery.latest(0))
                .withMessage("maxExceptions is 0; expected at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExceptionsQuery(null, Map.of("a,b", "c")))
                .withMessageContaining("expected a text without ',' and ':'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jobs.getVertex(JOB, VERTEX).subtasks().getAttempt(0, -1))
                .withMessage("attempt is -1; expected at least 0");
    }
}
