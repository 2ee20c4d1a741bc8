package dev.flinkrest.compatibility.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.flinkrest.FlinkRestClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads Flink's configuration, in its newer and in its older form. */
class ConfigFilesFuzzTest {
    /** Counts as input: YAML is read by many small objects, and aliases come to more. */
    private static final int ROOM = 100_000;

    private static final Logger LOGGER = Logger.getLogger("dev.flinkrest");

    private static Path directory;

    @BeforeAll
    static void makeDirectory() throws IOException {
        directory = Files.createTempDirectory("config");
        LOGGER.setLevel(Level.OFF); // or else it tells of each line that is none of Flink's
    }

    @AfterAll
    static void removeDirectory() throws IOException {
        for (String name : new String[] {"config.yaml", "flink-conf.yaml"}) {
            Files.deleteIfExists(directory.resolve(name));
        }
        Files.delete(directory);
        LOGGER.setLevel(null);
    }

    static Stream<byte[]> files() {
        return Stream.of(
                        "rest.address: localhost\nrest.port: 8081\n",
                        "rest:\n  address: 127.0.0.1\n  port: 8082\n  connection-timeout: 15 s\n",
                        "jobmanager:\n  rpc: {address: host, port: 6123}\nrest.url-prefix: /a\n",
                        """
                        rest.address: host # the leader
                        security.ssl.rest.enabled: true
                        security.ssl.rest.truststore: /none
                        security.ssl.rest.truststore-password: 'secret'
                        """,
                        """
                        rest.address: ::1
                        security.ssl:
                          rest:
                            enabled: true
                            cert.fingerprint: 0000000000000000000000000000000000000000
                        """,
                        "rest.address: &host h\nweb.port: *host\nother: [*host, null, ~, 0x1F]\n",
                        "rest.address: &self {rest: *self}\n",
                        "rest.address: " + "[".repeat(20_000),
                        "rest.address: " + "{a: ".repeat(100) + "}".repeat(100),
                        laughs(20),
                        "a: |\n  text\nb: >-\n  folded\n? [c]\n: d\n--- \nrest.address: e\n",
                        "%YAML 1.2\n---\n!!map {rest.address: !!str host}\n...\n",
                        "<<: {rest.address: host}\n",
                        "")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** Few lines that come to very many settings. */
    private static String laughs(int levels) {
        StringBuilder text = new StringBuilder("a0: &a0 {x: 1, y: 2}\n");
        IntStream.range(1, levels)
                .forEach(
                        i ->
                                text.append(
                                        "a%1$d: &a%1$d {x: *a%2$d, y: *a%2$d}%n"
                                                .formatted(i, i - 1)));
        return text.toString();
    }

    @MethodSource("files")
    @FuzzTest
    void makesAClient(byte[] input) throws IOException {
        for (String name : new String[] {"config.yaml", "flink-conf.yaml"}) {
            Path file = Files.write(directory.resolve(name), input);
            Input.hold(
                    input.length + ROOM,
                    IllegalArgumentException.class,
                    () -> {
                        FlinkRestClient.fromFlinkConfig(file).close();
                        return null;
                    });
        }
    }
}
