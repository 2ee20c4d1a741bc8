package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.rest.Endpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Decodes replies that real servers once gave, without a server. They were kept by the contract; to
 * renew them: {@code mvn verify -pl compatibility -am -Dreplies.record=true
 * -Dflink.versions=1.13.6,1.20.3,2.3.0}.
 */
class RecordedRepliesTest {
    private static final Map<String, Endpoint<?>> BY_FILE =
            Stream.of(EndpointTables.ROWS, EndpointTables.SQL)
                    .flatMap(rows -> rows.entrySet().stream())
                    .collect(
                            Collectors.toMap(
                                    row -> RecordingCaller.fileName(row.getKey()),
                                    Map.Entry::getValue));

    static Stream<Arguments> replies() throws IOException, URISyntaxException {
        Path root = Path.of(RecordedRepliesTest.class.getResource("/replies").toURI());
        try (Stream<Path> files = Files.walk(root)) {
            return files
                    .filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(
                            file ->
                                    Arguments.of(
                                            file.getParent().getFileName().toString(),
                                            file.getFileName().toString(),
                                            file))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("replies")
    void decodesEveryFieldOfIt(String version, String name, Path file) throws IOException {
        Endpoint<?> endpoint = BY_FILE.get(name);
        assertThat(endpoint).as("the row of " + name + " of " + version).isNotNull();
        byte[] raw = Files.readAllBytes(file);
        Object decoded = endpoint.decode(new ByteArrayInputStream(raw));
        assertThat(NoFieldLost.lost(RecordingCaller.read(raw), RecordingCaller.write(decoded)))
                .isEmpty();
    }
}
