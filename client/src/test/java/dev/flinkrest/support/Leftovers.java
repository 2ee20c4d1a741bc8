package dev.flinkrest.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What a process holds at a moment, to be compared with what it holds later. */
public final class Leftovers {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final long SOON_NANOS = 5_000_000_000L;

    private final Map<String, String> descriptors;
    private final Set<Thread> threads;

    private Leftovers(Map<String, String> descriptors, Set<Thread> threads) {
        this.descriptors = descriptors;
        this.threads = threads;
    }

    /**
     * Notes which threads and file descriptors there are; skips the test where a system does not
     * tell.
     */
    public static Leftovers before() {
        Assumptions.assumeTrue(
                Files.isDirectory(DESCRIPTORS), "open files are counted on Linux only");
        return new Leftovers(descriptors(), threads());
    }

    private static Map<String, String> descriptors() {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(DESCRIPTORS)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                try {
                    all.put(file.getFileName().toString(), Files.readSymbolicLink(file).toString());
                } catch (NoSuchFileException e) {
                    // closed meanwhile, as that of this very listing is
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        all.values()
                .removeIf(target -> target.startsWith(DESCRIPTORS.toString()) || isOfJvm(target));
        return all;
    }

    /** The JVM opens jars, and the files of its own system, when it first needs them. */
    private static boolean isOfJvm(String target) {
        return target.endsWith(".jar")
                || target.endsWith("/modules")
                || target.startsWith("/dev/")
                || target.contains("/proc/");
    }

    /** Waits until nothing is left of what was begun since; fails if something stays for long. */
    public void assertNone() throws InterruptedException {
        long end = System.nanoTime() + SOON_NANOS;
        while ((!newThreads().isEmpty() || !newDescriptors().isEmpty())
                && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        assertThat(newThreads()).as("threads").isEmpty();
        assertThat(newDescriptors()).as("open files").isEmpty();
    }

    private Map<String, String> newDescriptors() {
        Map<String, String> now = descriptors();
        now.entrySet().removeAll(descriptors.entrySet());
        return now;
    }

    /** Returns the clients' threads that have begun since, and are alive. */
    public Set<Thread> newThreads() {
        Set<Thread> now = threads();
        now.removeAll(threads);
        return now;
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("flink-"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Returns how many bytes are in use when all garbage is gone. */
    public static long heap() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(20);
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
