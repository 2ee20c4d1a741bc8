package dev.flinkrest.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EmbeddedSqlGatewayIT {

    static List<String> versions() {
        List<String> all = EmbeddedSqlGateway.versions();
        return Boolean.getBoolean("flinkrest.all-versions")
                ? all
                : List.of(all.get(0), all.get(all.size() - 1));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void runsAStatementOnACluster(String version) throws Exception {
        Path directory;
        ProcessHandle process;
        try (EmbeddedFlink flink = EmbeddedFlink.builder().version(version).sql().start();
                EmbeddedSqlGateway gateway = EmbeddedSqlGateway.start(flink)) {
            directory = gateway.directory();
            process = ProcessHandle.of(gateway.pid()).orElseThrow();
            assertThat(gateway)
                    .hasToString("Flink SQL Gateway " + version + " at " + gateway.uri());
            assertThat(gateway.uri().getHost()).isEqualTo("127.0.0.1");
            assertThat(gateway.uri().getPort()).isGreaterThan(0);
            Rest rest = new Rest(gateway.uri());
            assertThat(rest.get("/info").get("version").asText()).isEqualTo(version);
            assertThat(select(rest, "SELECT 42")).isEqualTo(42);
            assertThat(new Rest(flink.uri()).get("/jobs").get("jobs")).hasSize(1);
            assertThat(gateway.log()).content().contains("SqlGateway");
        }
        assertThat(process.isAlive()).isFalse();
        assertThat(directory).doesNotExist();
    }

    private static int select(Rest rest, String statement) throws InterruptedException {
        String session =
                "/v1/sessions/"
                        + rest.send("POST", "/v1/sessions", Map.of(), 200)
                                .get("sessionHandle")
                                .asText();
        Map<String, String> body = Map.of("statement", statement);
        String result =
                session
                        + "/operations/"
                        + rest.send("POST", session + "/statements", body, 200)
                                .get("operationHandle")
                                .asText()
                        + "/result/";
        JsonNode page = rest.await(result + 0, answer -> !is(answer, "NOT_READY"));
        for (int token = 1; page.at("/results/data").isEmpty() && !is(page, "EOS"); token++) {
            Thread.sleep(50);
            page = rest.get(result + token);
        }
        return page.at("/results/data/0/fields/0").asInt();
    }

    private static boolean is(JsonNode page, String type) {
        return page.get("resultType").asText().equals(type);
    }

    @Test
    void badConfigurationSaysWhy() {
        assertThatExceptionOfType(EmbeddedFlinkException.class)
                .isThrownBy(
                        () ->
                                EmbeddedSqlGateway.builder()
                                        .configuration("rest.port", "8081")
                                        .configuration("sql-gateway.endpoint.rest.port", "none")
                                        .start())
                .withMessageStartingWith("The JVM of an embedded Flink SQL Gateway ended")
                .withMessageContaining("Invalid value for option 'port'");
    }
}
