package dev.flinkrest.support;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * Has the JVM record where virtual threads hold on to the thread that carries them while they wait.
 * Goes by reflection: the tests are compiled for 17, and this module does not read that of JFR.
 */
public final class Pinning implements AutoCloseable {
    private final Object recording;

    private Pinning(Object recording) {
        this.recording = recording;
    }

    /** Begins to record, however short the wait; skips the test where the JDK is too old. */
    public static Pinning record() throws ReflectiveOperationException {
        Assumptions.assumeTrue(
                Runtime.version().feature() >= 21, "virtual threads came with JDK 21");
        Object recording = Class.forName("jdk.jfr.Recording").getConstructor().newInstance();
        Object event =
                recording
                        .getClass()
                        .getMethod("enable", String.class)
                        .invoke(recording, "jdk.VirtualThreadPinned");
        Class<?> settings = Class.forName("jdk.jfr.EventSettings");
        settings.getMethod("withThreshold", Duration.class).invoke(event, Duration.ZERO);
        settings.getMethod("withStackTrace").invoke(event);
        recording.getClass().getMethod("start").invoke(recording);
        return new Pinning(recording);
    }

    /** Ends recording, and gives what was seen. */
    public List<String> events(Path file) throws ReflectiveOperationException, IOException {
        recording.getClass().getMethod("stop").invoke(recording);
        recording.getClass().getMethod("dump", Path.class).invoke(recording, file);
        List<String> events = new ArrayList<>();
        Object all =
                Class.forName("jdk.jfr.consumer.RecordingFile")
                        .getMethod("readAllEvents", Path.class)
                        .invoke(null, file);
        for (Object event : (List<?>) all) {
            events.add(event.toString());
        }
        Files.delete(file);
        return events;
    }

    @Override
    public void close() throws ReflectiveOperationException {
        try {
            recording.getClass().getMethod("close").invoke(recording);
        } catch (InvocationTargetException e) {
            throw new AssertionError(e);
        }
    }
}
