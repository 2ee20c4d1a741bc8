package dev.flinkrest.compatibility.fuzz;

import dev.flinkrest.compatibility.EndpointTables;
import dev.flinkrest.compatibility.RecordingCaller;
import dev.flinkrest.compatibility.WrittenText;
import dev.flinkrest.rest.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** The replies that real servers once gave, which fuzzing begins with. */
final class Replies {
    /** A reply, and the row that it answers. */
    @SuppressWarnings("ArrayRecordComponent") // is never compared
    record Reply(Endpoint<?> endpoint, byte[] body) {}

    /** Found when they are needed: finding the rows takes seconds. */
    private static final class Recorded {
        static final Map<String, Endpoint<?>> BY_FILE =
                EndpointTables.ROWS.values().stream()
                        .collect(
                                Collectors.toMap(
                                        row -> RecordingCaller.fileName(row.toString()),
                                        row -> row));

        static final List<Reply> ALL = find();
    }

    private Replies() {}

    static List<Reply> all() {
        return Recorded.ALL;
    }

    private static List<Reply> find() {
        try (Stream<Path> files =
                Files.walk(Path.of(Replies.class.getResource("/replies").toURI()))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(
                            file ->
                                    new Reply(
                                            Recorded.BY_FILE.get(file.getFileName().toString()),
                                            read(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what SQL Gateways answered to the tests of the library. */
    static Stream<Named<byte[]>> ofSqlGateways() {
        Path directory = WrittenText.inCheckout("client/src/test/resources/sql");
        try (Stream<Path> files = Files.list(directory)) {
            return files
                    .sorted()
                    .map(file -> Named.of(file.getFileName().toString(), read(file)))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
