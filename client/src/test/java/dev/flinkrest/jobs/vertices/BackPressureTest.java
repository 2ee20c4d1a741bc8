package dev.flinkrest.jobs.vertices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.support.FakeCaller;
import dev.flinkrest.support.FakeCaller.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BackPressureTest {
    private static VertexBackPressure ask(int status, String body) {
        return new JobVertex(
                        new FakeCaller(FlinkVersion.V2_3, request -> new Reply(status, body)),
                        JobId.random(),
                        VertexId.of("f362c87ffabe89c8a91fa7d0a523ba6c"))
                .backpressure();
    }

    @Test
    void hasNoNumbersYetWhereFlinkFails() throws IOException {
        String recorded =
                Files.readString(
                        Path.of("src/test/resources/diagnosis/no-value-2.3.0-backpressure.json"));
        assertThat(ask(500, recorded)).isEqualTo(ask(200, "{\"status\":\"deprecated\"}"));
    }

    @Test
    void doesNotHideOtherFailures() {
        assertThatExceptionOfType(ServerErrorException.class)
                .isThrownBy(() -> ask(500, "{\"errors\":[\"Internal server error.\"]}"));
    }
}
