package dev.flinkrest.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.flinkrest.jars.JarUpload;
import dev.flinkrest.jobs.JobConfig;
import dev.flinkrest.jobs.JobOverview;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.jobs.JobsOverview;
import dev.flinkrest.jobs.SavepointStatus;
import dev.flinkrest.jobs.checkpoints.Checkpoint;
import dev.flinkrest.jobs.checkpoints.CheckpointStatus;
import dev.flinkrest.jobs.checkpoints.InProgressCheckpoint;
import dev.flinkrest.jobs.vertices.ExecutionState;
import dev.flinkrest.jobs.vertices.VertexDetails;
import dev.flinkrest.metrics.AggregatedMetric;
import dev.flinkrest.plan.JobPlan;
import dev.flinkrest.rest.TriggerReply;
import dev.flinkrest.sql.RawRow;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the mapper takes from servers that send more, less or other than this library knows. */
class JsonTest {

    private static <T> T read(Class<T> type, String json) throws IOException {
        return Json.reader(type).readValue(json);
    }

    @Test
    void ignoresFieldsThatItDoesNotKnowAndMissesNone() throws IOException {
        JobOverview job =
                read(JobOverview.class, "{\"name\":\"x\",\"from-the-future\":{\"a\":[1]}}");
        assertThat(job.name()).isEqualTo("x");
        assertThat(job.jid()).isNull();
        assertThat(job.pendingOperators()).isNull();
    }

    @Test
    void callsConstantsThatItDoesNotKnowUnknownAlsoAsKeys() throws IOException {
        assertThat(read(JobOverview.class, "{\"state\":\"DREAMING\"}").state())
                .isEqualTo(JobStatus.UNKNOWN);
        var subtask =
                read(VertexDetails.class, "{\"subtasks\":[{\"status-duration\":{\"DREAMING\":7}}]}")
                        .subtasks()
                        .get(0);
        assertThat(subtask.statusDuration()).containsEntry(ExecutionState.UNKNOWN, 7L);
    }

    @Test
    void takesNumbersAsTextsBeyondDoublesAndNone() throws IOException {
        assertThat(read(JobOverview.class, "{\"duration\":\"12\"}").duration()).isEqualTo(12);
        assertThat(read(JobOverview.class, "{\"duration\":9223372036854775807}").duration())
                .isEqualTo(Long.MAX_VALUE);
        assertThat(read(JobOverview.class, "{\"duration\":null}").duration()).isZero();
        assertThat(read(AggregatedMetric.class, "{\"id\":\"x\",\"min\":\"NaN\"}").min()).isNaN();
    }

    @Test
    void takesACheckpointOfAStatusThatItDoesNotKnow() throws IOException {
        Checkpoint checkpoint = read(Checkpoint.class, "{\"id\":7,\"status\":\"DREAMING\"}");
        assertThat(checkpoint).isInstanceOf(InProgressCheckpoint.class);
        assertThat(checkpoint.status()).isEqualTo(CheckpointStatus.UNKNOWN);
    }

    @Test
    void takesAnEmptyIdForNoneButNotAWrongOne() throws IOException {
        assertThat(read(JobPlan.class, "{\"jid\":\"\",\"name\":\"\"}").jid()).isNull();
        assertThatExceptionOfType(ValueInstantiationException.class)
                .isThrownBy(() -> read(JobPlan.class, "{\"jid\":\"zz\"}"));
    }

    @Test
    void refusesNullInAListButNotInAMap() throws IOException {
        assertFails("$.nodes[1]", JobPlan.class, "{\"nodes\":[{},null]}");
        assertFails("$.jobs[0]", JobsOverview.class, "{\"jobs\":[null]}");
        assertThatExceptionOfType(InvalidNullException.class)
                .isThrownBy(() -> Json.listReader(AggregatedMetric.class).readValue("[null]"));
        assertThat(
                        read(
                                        JobConfig.ExecutionConfig.class,
                                        "{\"user-config\":{\"a\":null,\"b\":\"\"}}")
                                .userConfig())
                .isEqualTo(Map.of("b", ""));
        assertThat(read(RawRow.class, "{\"fields\":[null]}").fields())
                .containsExactly(NullNode.getInstance());
    }

    @Test
    void wantsWhatNothingCanBeDoneWithout() {
        for (String reply : List.of("{}", "{\"request-id\":null}", "{\"request-id\":\"\"}")) {
            assertFails("$.request-id", TriggerReply.class, reply);
        }
        assertFails("$.status", SavepointStatus.class, "{\"operation\":{}}");
        assertFails("$", JarUpload.class, "{\"filename\":\"/tmp/\",\"status\":\"success\"}");
    }

    private static void assertFails(String path, Class<?> type, String json) {
        assertThatExceptionOfType(JsonMappingException.class)
                .isThrownBy(() -> read(type, json))
                .satisfies(e -> assertThat(Json.path(e)).isEqualTo(path));
    }

    @Test
    void namesTheWayToWhatItCannotRead() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> read(JobPlan.class, "{\"nodes\":[{},{\"parallelism\":\"x\"}]}"))
                .satisfies(e -> assertThat(Json.path(e)).isEqualTo("$.nodes[1].parallelism"));
        assertThat(Json.path(new IOException("x"))).isEqualTo("$");
    }
}
