package dev.flinkrest.jobs.vertices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.support.FakeCaller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlameGraphTest {
    private static final JobId JOB = JobId.of("02b969df26f8f7bc553b3fde61895c07");
    private static final VertexId VERTEX = VertexId.of("f362c87ffabe89c8a91fa7d0a523ba6c");
    private static final String PATH = "GET /jobs/" + JOB + "/vertices/" + VERTEX + "/flamegraph";

    private static JobVertex vertex(FakeCaller server) {
        return new JobVertex(server, JOB, VERTEX);
    }

    @ParameterizedTest
    @CsvSource({"-1, TERMINATED", "-2, DISABLED", "-3, WAITING", "-4, UNKNOWN", "0, UNKNOWN"})
    void saysWhyThereIsNone(long endTimestamp, FlameGraph.State state) {
        FakeCaller server =
                FakeCaller.always(FlinkVersion.V2_3, "{\"endTimestamp\":" + endTimestamp + "}");
        assertThat(vertex(server).flameGraph().state()).isEqualTo(state);
        assertThat(server.asked).containsExactly(PATH + "?type=full");
    }

    @Test
    void readsTheTree() {
        FakeCaller server =
                FakeCaller.always(
                        FlinkVersion.V2_3,
                        "{\"endTimestamp\":5,\"data\":{\"name\":\"root\",\"value\":3,\"children\":"
                                + "[{\"name\":\"a.B.c:1\",\"value\":2,\"children\":[]}]}}");
        FlameGraph graph = vertex(server).flameGraph(FlameGraphType.OFF_CPU, 2);
        assertThat(graph.state()).isEqualTo(FlameGraph.State.READY);
        assertThat(graph.data().children())
                .extracting(FlameGraph.Node::name)
                .containsExactly("a.B.c:1");
        assertThat(server.asked).containsExactly(PATH + "?type=off_cpu&subtaskindex=2");
    }

    @Test
    void refusesASubtaskWhereTheServerKnowsNone() {
        FakeCaller server = FakeCaller.always(FlinkVersion.V1_16, "{}");
        assertThatExceptionOfType(UnsupportedByServerException.class)
                .isThrownBy(() -> vertex(server).flameGraph(FlameGraphType.FULL, 2))
                .withMessage(
                        "GET /jobs/:jobid/vertices/:vertexid/flamegraph: the flame graph of one subtask came with"
                                + " Flink 1.17; the server is 1.16.0. Read that of the whole vertex instead");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vertex(server).flameGraph(FlameGraphType.FULL, -1))
                .withMessage("subtask is -1; expected at least 0");
        assertThat(server.asked).isEmpty();
    }
}
