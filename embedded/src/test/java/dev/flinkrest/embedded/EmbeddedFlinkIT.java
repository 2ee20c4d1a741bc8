package dev.flinkrest.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EmbeddedFlinkIT {

    static List<String> versions() {
        return ExampleJobIT.versions();
    }

    @ParameterizedTest
    @MethodSource("versions")
    @SuppressWarnings("try") // closed twice on purpose
    void isThereWholeAndGoesWithoutTrace(String version) throws Exception {
        Path directory;
        ProcessHandle process;
        try (EmbeddedFlink flink =
                EmbeddedFlink.builder().version(version).slots(3).taskManagers(2).start()) {
            directory = flink.directory();
            process = ProcessHandle.of(flink.pid()).orElseThrow();
            assertThat(flink.isAlive()).isTrue();
            assertThat(flink).hasToString("Flink " + version + " at " + flink.uri());
            assertThat(flink.uri().getHost()).isEqualTo("127.0.0.1");
            Rest rest = new Rest(flink.uri());
            JsonNode overview = rest.get("/overview");
            assertThat(overview.get("flink-version").asText()).isEqualTo(version);
            assertThat(overview.get("taskmanagers").asInt()).isEqualTo(2);
            assertThat(overview.get("slots-total").asInt()).isEqualTo(6);
            assertThat(overview.get("slots-available").asInt()).isEqualTo(6);
            assertThat(rest.get("/jars").get("files")).isEmpty();
            logsHaveContent(rest);
            flink.close();
            assertThat(flink.isAlive()).isFalse();
            flink.close();
        }
        assertThat(process.isAlive()).isFalse();
        assertThat(directory).doesNotExist();
    }

    private static void logsHaveContent(Rest rest) {
        assertThat(rest.text("/jobmanager/log")).contains("INFO").contains("MiniCluster");
        assertThat(rest.get("/jobmanager/logs").toString()).contains("flink.log", "flink.out");
        assertThat(rest.text("/jobmanager/logs/flink.log")).contains("INFO");
        rest.text("/jobmanager/stdout");
        String taskManager = rest.get("/taskmanagers").at("/taskmanagers/0/id").asText();
        String path = "/taskmanagers/" + taskManager;
        assertThat(rest.get(path + "/logs").toString()).contains("flink.log");
        assertThat(rest.text(path + "/log")).contains("INFO");
        assertThat(rest.text(path + "/logs/flink.log")).contains("INFO");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void endsWithDeleteCluster(String version) throws Exception {
        try (EmbeddedFlink flink = EmbeddedFlink.start(version)) {
            ProcessHandle process = ProcessHandle.of(flink.pid()).orElseThrow();
            new Rest(flink.uri()).send("DELETE", "/cluster", Map.of(), 200);
            process.onExit().get(30, TimeUnit.SECONDS);
            assertThat(flink.isAlive()).isFalse();
        }
    }

    @Test
    void chosenDirectoryKeepsTheLog(@TempDir Path folder) throws IOException {
        Path directory = folder.resolve("with a space/and \"quotes\" #1");
        try (EmbeddedFlink flink = EmbeddedFlink.builder().directory(directory).start()) {
            assertThat(flink.directory()).isEqualTo(directory);
            assertThat(flink.log()).startsWith(directory).isRegularFile();
        }
        try (var files = Files.list(directory)) {
            assertThat(files)
                    .containsExactlyInAnyOrder(directory.resolve("conf"), directory.resolve("log"));
        }
    }

    @Test
    void configurationAndJvmOptionsArrive() throws InterruptedException {
        try (EmbeddedFlink flink =
                EmbeddedFlink.builder()
                        .version("2.3")
                        .configuration("rest.flamegraph.enabled", "true")
                        .configuration(Map.of("my.own", "# a: b"))
                        .jvmOptions("-Xmx300m")
                        .start()) {
            Rest rest = new Rest(flink.uri());
            assertThat(rest.get("/config").get("features").get("web-submit").asBoolean()).isTrue();
            assertThat(rest.get("/jobmanager/config").toString())
                    .contains("{\"key\":\"my.own\",\"value\":\"# a: b\"}")
                    .contains("{\"key\":\"rest.flamegraph.enabled\",\"value\":\"true\"}");
            JsonNode heap =
                    rest.await(
                            "/jobmanager/metrics?get=Status.JVM.Memory.Heap.Max",
                            metrics -> metrics.size() == 1);
            assertThat(heap.at("/0/value").asLong()).isBetween(250L << 20, 300L << 20);
        }
    }

    @Test
    void versionThatDoesNotExistIsNamed() {
        assertThatExceptionOfType(EmbeddedFlinkException.class)
                .isThrownBy(() -> EmbeddedFlink.start("2.3.99"))
                .withMessageStartingWith(
                        "Cannot get the jars of Flink 2.3.99 from the local Maven repository ")
                .withMessageContaining("Check that this version exists")
                .withMessageContaining("flink-runtime");
    }

    @Test
    void jarsComeWithoutAClusterToo() {
        assertThat(EmbeddedFlink.jars("2.3", "org.apache.flink:flink-sql-gateway:2.3.0"))
                .allSatisfy(jar -> assertThat(jar).isRegularFile())
                .extracting(jar -> jar.getFileName().toString())
                .contains(
                        "flink-runtime-2.3.0.jar",
                        "flink-core-2.3.0.jar",
                        "flink-sql-gateway-2.3.0.jar")
                .doesNotContain("flink-sql-gateway-api-2.3.0.jar");
    }

    @Test
    void jvmThatDoesNotStartSaysWhy() {
        assertThatExceptionOfType(EmbeddedFlinkException.class)
                .isThrownBy(() -> EmbeddedFlink.builder().jvmOptions("-Xmx1m").start())
                .withMessageStartingWith(
                        "The JVM of an embedded Flink ended, with exit code 1, before it was ready. The last lines of flink.out:")
                .withMessageContaining("Too small maximum heap");
        assertThatExceptionOfType(EmbeddedFlinkException.class)
                .isThrownBy(() -> EmbeddedFlink.builder().jvmOptions("-XX:+NoSuchOption").start())
                .withMessageContaining("with exit code 1")
                .withMessageContaining("Unrecognized VM option 'NoSuchOption'");
    }

    @Test
    void badConfigurationSaysWhy(@TempDir Path folder) {
        assertThatExceptionOfType(EmbeddedFlinkException.class)
                .isThrownBy(
                        () ->
                                EmbeddedFlink.builder()
                                        .directory(folder)
                                        .configuration("rest.bind-port", "none")
                                        .start())
                .withMessageContaining("with exit code 1")
                .withMessageContaining("Invalid port range definition: none");
        assertThat(folder.resolve("tmp")).doesNotExist();
    }

    @Test
    void startThatTakesTooLongIsGivenUp() {
        assertThatExceptionOfType(EmbeddedFlinkException.class)
                .isThrownBy(
                        () -> EmbeddedFlink.builder().startTimeout(Duration.ofMillis(50)).start())
                .withMessageStartingWith(
                        "An embedded Flink was not ready within PT0.05S. Give it more time");
    }
}
