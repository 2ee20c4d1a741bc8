package dev.flinkrest.cli.logs;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Progress;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.logs.LogFile;
import dev.flinkrest.monitoring.logs.FollowOptions;
import dev.flinkrest.monitoring.logs.LogEntry;
import dev.flinkrest.monitoring.logs.LogFollower;
import dev.flinkrest.monitoring.logs.LogLevel;
import dev.flinkrest.monitoring.logs.LogLine;
import dev.flinkrest.monitoring.logs.LogMatches;
import dev.flinkrest.monitoring.logs.LogSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Prints logs as a {@link LogMixin} says. */
public final class LogPrinter {
    private static final int BUFFER = 1_000;
    private static final int DEFAULT_TAIL = 20;

    private final Session session;
    private final LogMixin options;

    /**
     * Makes the one that prints.
     *
     * @param session the run
     * @param options what of the logs, and how
     */
    public LogPrinter(Session session, LogMixin options) {
        this.session = session;
        this.options = options;
        options.check();
    }

    /** Is a line, for programs. */
    private record Line(@Nullable String process, long number, String text) {}

    /** Is an entry that was searched for, for programs. */
    private record Entry(
            String process,
            long number,
            @Nullable String timestamp,
            @Nullable LogLevel level,
            String text) {}

    /** Is what a follower says: a line, or why there are no more. */
    private record Heard(@Nullable LogLine line, @Nullable RuntimeException failure) {}

    /**
     * Prints one log.
     *
     * @param source the log
     * @param whole reads all of it
     * @throws IOException if the transfer breaks off
     */
    public void print(LogSource source, Supplier<LogFile> whole) throws IOException {
        if (options.searches()) {
            search(List.of(source), false);
        } else if (options.follows()) {
            try (LogFollower follower = session.flink().logs().follow(source, following())) {
                follower.forEach(line -> next(line, false));
            }
        } else if (options.tail() != null) {
            session.flink().logs().tail(source, options.tail()).forEach(line -> next(line, false));
        } else {
            copy(whole.get());
        }
    }

    /**
     * Prints several logs, with the process before each line.
     *
     * @param sources the logs
     * @throws InterruptedException if the thread is interrupted
     */
    public void print(List<LogSource> sources) throws InterruptedException {
        if (options.searches()) {
            search(sources, true);
        } else if (options.follows()) {
            follow(sources);
        } else {
            int lines = options.tail() == null ? DEFAULT_TAIL : options.tail();
            int unread = 0;
            for (LogSource source : sources) {
                try {
                    session.flink().logs().tail(source, lines).forEach(line -> next(line, true));
                } catch (NotFoundException e) {
                    if (++unread == sources.size()) {
                        throw e;
                    }
                    session.out().warn(String.valueOf(e.getMessage()));
                }
            }
        }
    }

    private FollowOptions following() {
        int lines = options.tail() == null ? DEFAULT_TAIL : options.tail();
        return FollowOptions.builder().lastLines(lines).build();
    }

    private void follow(List<LogSource> sources) throws InterruptedException {
        BlockingQueue<Heard> heard = new ArrayBlockingQueue<>(BUFFER);
        for (LogSource source : sources) {
            Thread thread = new Thread(() -> listen(source, heard), "follow " + source);
            thread.setDaemon(true);
            thread.start();
        }
        for (int left = sources.size(); left > 0; ) {
            Heard next = heard.take();
            if (next.line != null) {
                next(next.line, true);
            } else {
                left--;
                if (next.failure != null && left == 0) {
                    throw next.failure;
                }
                if (next.failure != null) {
                    session.out().warn(next.failure.getMessage() + "; the others are followed on");
                }
            }
        }
    }

    private void listen(LogSource source, BlockingQueue<Heard> heard) {
        try {
            RuntimeException failure = null;
            try (LogFollower follower = session.flink().logs().follow(source, following())) {
                for (LogLine line : follower) {
                    heard.put(new Heard(line, null));
                }
            } catch (FlinkRestException | IllegalStateException e) {
                failure = e;
            }
            heard.put(new Heard(null, failure));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(LogLine line, boolean several) {
        String process = process(line.source());
        session.out()
                .next(
                        new Line(several ? process : null, line.number(), line.text()),
                        String.valueOf(line.number()),
                        several ? process + "  " + line.text() : line.text());
    }

    private static String process(LogSource source) {
        return source.taskManager() == null ? "jobmanager" : source.taskManager().toString();
    }

    private void search(List<LogSource> sources, boolean several) {
        LogMatches matches = session.flink().logs().search(options.query(sources));
        for (LogEntry entry : matches.entries()) {
            String process = process(entry.source());
            session.out()
                    .next(
                            new Entry(
                                    process,
                                    entry.number(),
                                    entry.timestamp(),
                                    entry.level(),
                                    entry.text()),
                            String.valueOf(entry.number()),
                            several ? process + "  " + entry.text() : entry.text());
        }
        matches.unread()
                .forEach(
                        (source, reason) ->
                                session.out().warn(source + " was not read: " + reason));
        if (matches.found() > matches.entries().size()) {
            session.out()
                    .talk(
                            matches.found()
                                    + " entries match; -n shows more than the last "
                                    + matches.entries().size());
        }
    }

    private void copy(LogFile file) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(file.open(), StandardCharsets.UTF_8))) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                session.out().more(new Line(null, number, line), String.valueOf(number), line);
            }
        }
        session.out().checkPipe();
    }

    /**
     * Writes a log to disk, whole or not at all, and prints where it is.
     *
     * @param session the run
     * @param log finds the log, given a client
     * @param size how many bytes it has, 0 if nobody knows; asked for a progress bar only
     * @param target a file, or a directory, in which it keeps its name
     * @throws IOException if the transfer breaks off or the file cannot be written
     */
    public static void download(
            Session session, Function<FlinkRestClient, LogFile> log, LongSupplier size, Path target)
            throws IOException {
        Path written = target;
        String what = "download of " + log.apply(session.flink());
        try (Progress progress = session.out().progress(what)) {
            long total = progress.isShown() ? size.getAsLong() : 0;
            CountingCaller counting = new CountingCaller(session.flink(), progress, total);
            LogFile file = log.apply(FlinkRestClient.over(counting));
            if (Files.isDirectory(target)) {
                written = file.downloadInto(target);
            } else {
                file.download(target);
            }
        }
        session.out().value(Map.of("file", written.toString()), written.toString());
    }
}
