package dev.flinkrest.monitoring.logs;

import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.logs.LogInfo;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.RestCaller;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds a log among the files of its process, also after it was rotated: Flink tells neither what
 * the main log is called nor what a file was called before. A file that was rotated does not change
 * any more, so it is known again by its size and when it was changed. Not safe for use by many
 * threads.
 */
final class LogFiles {
    private static final int TRIES = 3;

    /** Of a task manager that has just died, Flink 1.13 would never answer. */
    private static final CallOptions SOON =
            CallOptions.NONE.withCallTimeout(Duration.ofSeconds(10));

    /** How many rotated files are remembered; more than any process keeps. */
    private static final int REMEMBERED = 10_000;

    private final RestCaller rest;
    private final LogSource source;
    private final String operation;
    private @Nullable LogName name;
    private List<LogInfo> before = List.of();
    private int tries;

    /** The rotated files that were there before, or of which all was read. */
    private final Set<Stamp> done = new LinkedHashSet<>();

    private @Nullable Stamp lastRead;
    private List<LogInfo> lastList = List.of();

    /**
     * Is what stays the same of a rotated file.
     *
     * @param size its length in bytes
     * @param mtime when it was changed; null before Flink 1.15
     */
    private record Stamp(long size, @Nullable Long mtime) {
        static Stamp of(LogInfo log) {
            return new Stamp(log.size(), log.mtime());
        }
    }

    /**
     * Is what a log has become.
     *
     * @param file the file that it is now
     * @param rest what was not read yet of it
     */
    record Rotated(LogInfo file, InputStream rest) {}

    LogFiles(RestCaller rest, LogSource source, String operation) {
        this.rest = rest;
        this.source = source;
        this.operation = operation;
    }

    /** Tells whether the log's name is known, and with it what its rotated files are called. */
    boolean areKnown() {
        return name != null;
    }

    private List<LogInfo> list() {
        lastList = rest.send(source.list().with(SOON)).logs();
        return lastList;
    }

    /** Returns what the list says of the log itself; null if it does not have it. */
    @Nullable LogInfo current() {
        return list().stream().filter(this::isCurrent).findFirst().orElse(null);
    }

    /** Tells whether the last list said that there is nothing in the log itself. */
    boolean currentIsEmpty() {
        return lastList.stream().anyMatch(log -> isCurrent(log) && log.size() == 0);
    }

    private boolean isCurrent(LogInfo log) {
        return name != null && log.name().equals(name.text());
    }

    /** Tells whether there is no such process. */
    boolean isGone() {
        try {
            list();
            return false;
        } catch (NotFoundException e) {
            return true;
        }
    }

    /** Notes which files were rotated before the log is read for the first time. */
    void begin() {
        before = list();
        String given = source.fileName();
        if (given != null) {
            name = new LogName(given);
            forget(before);
        }
    }

    /**
     * Finds out what the log is called, if its beginning tells it from others. Without the name, it
     * can be followed all the same, at the price of reading it at each question.
     */
    void find(FilePrefix known) {
        if (name != null || tries == TRIES || known.length() == 0) {
            return;
        }
        tries++;
        List<LogInfo> logs = list();
        name = find(logs, known);
        forget(tries == 1 ? before : logs);
    }

    /** By the length that was read, or where the log has grown since, by its beginning. */
    private @Nullable LogName find(List<LogInfo> logs, FilePrefix known) {
        List<LogInfo> alike =
                logs.stream()
                        .filter(log -> log.name().endsWith(source.extension()))
                        .filter(log -> log.size() >= known.length())
                        .toList();
        List<LogInfo> same = alike.stream().filter(log -> log.size() == known.length()).toList();
        if (same.isEmpty()) {
            same = alike.stream().filter(log -> beginsAlike(log.name(), known)).toList();
        }
        return same.size() == 1 ? new LogName(same.get(0).name()) : null;
    }

    private boolean beginsAlike(String file, FilePrefix known) {
        try (InputStream in = rest.open(source.content(file))) {
            boolean alike = LogStreams.beginsAlike(operation, in, known);
            LogStreams.drain(in);
            return alike;
        } catch (NotFoundException | IOException e) {
            return false;
        }
    }

    /** Finds out what the log is called by the name of a file that it was rotated to. */
    private void findBy(LogInfo rotated, List<LogInfo> logs) {
        List<LogName> current =
                logs.stream()
                        .map(LogInfo::name)
                        .filter(file -> file.endsWith(source.extension()))
                        .map(LogName::new)
                        .filter(file -> file.isRotated(rotated.name()))
                        .toList();
        if (current.size() == 1) {
            name = current.get(0);
            forget(before);
        }
    }

    /** Takes all rotated files for read. */
    void forget() {
        forget(list());
    }

    private void forget(List<LogInfo> logs) {
        rotated(logs).stream().map(Stamp::of).forEach(done::add);
    }

    private List<LogInfo> rotated(List<LogInfo> logs) {
        LogName current = name;
        return current == null
                ? List.of()
                : logs.stream().filter(log -> current.isRotated(log.name())).toList();
    }

    private List<LogInfo> unread(List<LogInfo> logs) {
        return rotated(logs).stream().filter(log -> !done.contains(Stamp.of(log))).toList();
    }

    /** Takes a rotated file for read. */
    void read(LogInfo file) {
        lastRead = Stamp.of(file);
        done.add(lastRead);
        if (done.size() > REMEMBERED) {
            done.remove(done.iterator().next());
        }
    }

    /** Finds the file that the log was, by its beginning; null if there is none. */
    @Nullable Rotated rotated(FilePrefix known) throws IOException {
        List<LogInfo> logs = list();
        List<LogInfo> candidates = new ArrayList<>(unread(logs));
        candidates.sort(Comparator.comparingLong(LogFiles::changed));
        logs.stream()
                .filter(log -> name == null || name.mayBeRotated(log.name()))
                .filter(log -> !candidates.contains(log))
                .sorted(Comparator.comparingLong(LogFiles::changed).reversed())
                .forEach(candidates::add);
        for (LogInfo log : candidates) {
            InputStream rest = log.size() < known.length() ? null : openIfSame(log, known);
            if (rest != null && list().contains(log)) {
                if (name == null) {
                    findBy(log, logs);
                }
                forget(logs.stream().filter(older -> changed(older) < changed(log)).toList());
                return new Rotated(log, rest);
            }
            LogStreams.closeQuietly(rest); // files are being renamed, so it may not be that one
        }
        return null;
    }

    private @Nullable InputStream openIfSame(LogInfo log, FilePrefix known) throws IOException {
        InputStream in;
        try {
            in = rest.open(source.content(log.name()));
        } catch (NotFoundException e) {
            return null; // it was renamed or deleted since
        }
        boolean same = false;
        try {
            same = LogStreams.goesOn(operation, in, known);
            if (!same) {
                LogStreams.drain(in);
            }
        } finally {
            if (!same) {
                LogStreams.closeQuietly(in);
            }
        }
        return same ? in : null;
    }

    /** Returns the oldest of the rotated files that were not read; null if there is none. */
    @Nullable LogInfo next() {
        List<LogInfo> logs = list();
        List<LogInfo> unread = unread(logs);
        if (unread.isEmpty()) {
            return null;
        }
        return unread.stream()
                .min(Comparator.comparingLong(LogFiles::changed).thenComparing(order(logs, unread)))
                .get();
    }

    /** Orders by number: Log4j counts up or down, as it is configured, so away from the last. */
    private Comparator<LogInfo> order(List<LogInfo> logs, List<LogInfo> unread) {
        long last =
                logs.stream()
                        .filter(log -> Stamp.of(log).equals(lastRead))
                        .mapToLong(this::number)
                        .findFirst()
                        .orElse(-1);
        boolean up = unread.stream().anyMatch(log -> number(log) > last);
        Comparator<LogInfo> byNumber = Comparator.comparingLong(this::number);
        return up ? byNumber : byNumber.reversed();
    }

    private long number(LogInfo log) {
        Long number = name == null ? null : name.number(log.name());
        return number == null ? -1 : number;
    }

    private static long changed(LogInfo log) {
        return Objects.requireNonNullElse(log.mtime(), 0L);
    }
}
