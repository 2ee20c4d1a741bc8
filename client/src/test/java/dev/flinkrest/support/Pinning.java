package dev.flinkrest.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Assumptions;

/**
 * Has the JVM record where virtual threads hold on to the thread that carries them while they wait.
 */
public final class Pinning implements AutoCloseable {
    private static final String PINNED = "jdk.VirtualThreadPinned";

    private final Recording recording;

    private Pinning(Recording recording) {
        this.recording = recording;
    }

    /** Begins to record, however short the wait; skips the test where the JDK is too old. */
    public static Pinning record() {
        Assumptions.assumeTrue(
                Runtime.version().feature() >= 21, "virtual threads came with JDK 21");
        Recording recording = new Recording();
        recording.enable(PINNED).withThreshold(Duration.ZERO).withStackTrace();
        recording.start();
        return new Pinning(recording);
    }

    /** Ends recording, and gives what was seen. */
    public List<String> events(Path file) throws IOException {
        recording.stop();
        recording.dump(file);
        List<String> events =
                RecordingFile.readAllEvents(file).stream()
                        .filter(event -> event.getEventType().getName().equals(PINNED))
                        .map(RecordedEvent::toString)
                        .toList();
        Files.delete(file);
        return events;
    }

    @Override
    public void close() {
        recording.close();
    }
}
