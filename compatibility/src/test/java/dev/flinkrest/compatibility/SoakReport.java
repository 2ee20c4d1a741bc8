package dev.flinkrest.compatibility;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

/**
 * What came of a long run: how the calls ended, and what this JVM held meanwhile. Safe for use by
 * many threads.
 */
final class SoakReport {
    private static final int MEGABYTE = 1 << 20;

    private final long begun = System.nanoTime();
    private final Map<String, Map<String, LongAdder>> calls = new ConcurrentHashMap<>();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
    private final List<Sample> samples = new ArrayList<>();

    /**
     * What this JVM held at one moment.
     *
     * @param seconds when that was, since the beginning
     * @param calls how many calls had ended
     * @param faults how many requests something had happened to
     * @param heap how many bytes were in use after a collection
     * @param threads how many threads were alive
     * @param descriptors how many files and sockets were open; -1 where the system does not tell
     */
    record Sample(
            long seconds, long calls, long faults, long heap, long threads, long descriptors) {}

    /** Counts a call. */
    void count(String call, String outcome) {
        calls.computeIfAbsent(call, name -> new ConcurrentHashMap<>())
                .computeIfAbsent(outcome, name -> new LongAdder())
                .increment();
    }

    /** Notes what must not happen. */
    void unexpected(String call, Throwable failure) {
        count(call, "unexpected");
        if (unexpected.size() < 20) {
            unexpected.add(call + ": " + failure);
        }
    }

    List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    /** Returns the calls that there were of which none ended well. */
    Set<String> neverSucceeded() {
        Set<String> names = new TreeSet<>(calls.keySet());
        names.removeIf(name -> calls.get(name).containsKey(ClientOperation.OK));
        return names;
    }

    /** Measures what this JVM holds now. */
    static Sample measure() {
        System.gc();
        return new Sample(
                0,
                0,
                0,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                openDescriptors());
    }

    /** Keeps what this JVM holds now. */
    void sample(long faults) {
        long seconds = (System.nanoTime() - begun) / 1_000_000_000L;
        Sample now = measure();
        synchronized (samples) {
            samples.add(
                    new Sample(
                            seconds,
                            total(),
                            faults,
                            now.heap(),
                            now.threads(),
                            now.descriptors()));
        }
    }

    private long total() {
        return calls.values().stream()
                .flatMap(ofCall -> ofCall.values().stream())
                .mapToLong(LongAdder::sum)
                .sum();
    }

    private static long openDescriptors() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean system
                ? system.getOpenFileDescriptorCount()
                : -1;
    }

    /**
     * Tells how much more this JVM held at the end than after it had warmed up: the median of the
     * last third of the samples less that of the second.
     */
    long growth(ToLongFunction<Sample> of) {
        List<Sample> all;
        synchronized (samples) {
            all = List.copyOf(samples);
        }
        int third = all.size() / 3;
        return median(all.subList(all.size() - third, all.size()), of)
                - median(all.subList(third, all.size() - third), of);
    }

    private static long median(List<Sample> samples, ToLongFunction<Sample> of) {
        long[] sorted = samples.stream().mapToLong(of).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** Writes two tables of Markdown: how the calls ended, and what was held when. */
    String markdown() {
        Set<String> outcomes = new TreeSet<>();
        calls.values().forEach(ofCall -> outcomes.addAll(ofCall.keySet()));
        StringBuilder text = new StringBuilder(row("call", outcomes));
        text.append("|---|").append("---:|".repeat(outcomes.size())).append('\n');
        new TreeMap<>(calls)
                .forEach(
                        (call, ended) ->
                                text.append(
                                        row(
                                                call,
                                                outcomes.stream()
                                                        .map(
                                                                outcome ->
                                                                        ended.containsKey(outcome)
                                                                                ? ended.get(outcome)
                                                                                        .toString()
                                                                                : "")
                                                        .toList())));
        text.append("\n| time | calls | faults | heap MB | threads | descriptors |\n")
                .append("|---:|---:|---:|---:|---:|---:|\n");
        synchronized (samples) {
            samples.forEach(sample -> text.append(line(sample)));
        }
        return text.toString();
    }

    private static String row(String first, Iterable<String> more) {
        return "| " + first + " | " + String.join(" | ", more) + " |\n";
    }

    private static String line(Sample sample) {
        return String.format(
                Locale.ROOT,
                "| %d:%02d | %d | %d | %.1f | %d | %d |%n",
                sample.seconds() / 60,
                sample.seconds() % 60,
                sample.calls(),
                sample.faults(),
                (double) sample.heap() / MEGABYTE,
                sample.threads(),
                sample.descriptors());
    }
}
