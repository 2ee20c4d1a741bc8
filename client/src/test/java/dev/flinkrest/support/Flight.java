package dev.flinkrest.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** A flight recording of what happens until it is landed; of the client's events, all. */
public final class Flight implements AutoCloseable {
    private final Recording recording = new Recording();
    private final Path file;

    /** Begins to record. */
    public Flight(Path directory) {
        this.file = directory.resolve("flight.jfr");
        recording.start();
    }

    /** Leaves one kind of event out. */
    public void without(String kind) {
        recording.disable("flinkrest." + kind);
    }

    /** Ends the recording; returns the client's events, in the order of their ends. */
    public List<RecordedEvent> land() throws IOException {
        recording.stop();
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("flinkrest."))
                .sorted(Comparator.comparing(RecordedEvent::getEndTime))
                .toList();
    }

    /** Returns the names of the events that were recorded, without what they have in common. */
    public static List<String> kinds(List<RecordedEvent> events) {
        return events.stream()
                .map(event -> event.getEventType().getName().substring("flinkrest.".length()))
                .toList();
    }

    /** Returns the events of one kind. */
    public static List<RecordedEvent> only(String kind, List<RecordedEvent> events) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("flinkrest." + kind))
                .toList();
    }

    /** Asserts which request of a call an event tells of. */
    public static void assertAttempt(
            RecordedEvent event, String operation, RawServer server, int attempt) {
        assertThat(event.getString("operation")).isEqualTo(operation);
        assertThat(event.getString("server")).isEqualTo(server.uri().toString());
        assertThat(event.getInt("attempt")).isEqualTo(attempt);
        assertThat(event.getString("requestId")).isNull();
        assertThat(event.getStackTrace()).isNull();
    }

    /** Returns the whole file, of which each byte is a character. */
    public String latin1() {
        try {
            return new String(
                    Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        recording.close();
    }
}
