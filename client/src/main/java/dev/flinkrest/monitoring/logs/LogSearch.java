package dev.flinkrest.monitoring.logs;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.internal.util.Daemons;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.RestCaller;
import dev.flinkrest.taskmanagers.TaskManagerEndpoints;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Searches logs, once. */
final class LogSearch {
    private static final String OPERATION = "search of logs";
    private static final AtomicInteger THREADS = new AtomicInteger();

    private final RestCaller rest;
    private final LogQuery query;
    private final long end;
    private final Newest newest;

    LogSearch(RestCaller rest, LogQuery query) {
        this.rest = rest;
        this.query = query;
        this.end = System.nanoTime() + query.timeout().toNanos();
        this.newest = new Newest(query.limit());
    }

    LogMatches run() {
        List<LogSource> sources = query.sources().isEmpty() ? all() : query.sources();
        ExecutorService pool =
                Executors.newFixedThreadPool(
                        Math.min(query.parallelism(), sources.size()), LogSearch::thread);
        List<Reading> readings = new ArrayList<>();
        try {
            for (int i = 0; i < sources.size(); i++) {
                Reading reading = new Reading(sources.get(i), i);
                reading.future = pool.submit(reading);
                readings.add(reading);
            }
            Map<LogSource, String> unread = new LinkedHashMap<>();
            for (Reading reading : readings) {
                String failure = reading.await();
                if (failure != null) {
                    unread.put(reading.source, failure);
                }
            }
            if (!unread.isEmpty()) {
                rest.pause(Duration.ZERO); // throws if the client was closed: no log is at fault
            }
            return new LogMatches(newest.entries(), newest.found(), unread);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException(OPERATION, true, e);
        } finally {
            pool.shutdownNow();
            readings.forEach(Reading::end);
        }
    }

    private List<LogSource> all() {
        List<LogSource> sources = new ArrayList<>();
        sources.add(LogSource.jobManager());
        rest.send(TaskManagerEndpoints.ALL.with().with(CallOptions.NONE.withCallTimeout(left())))
                .taskmanagers()
                .forEach(taskManager -> sources.add(LogSource.taskManager(taskManager.id())));
        return sources;
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
    }

    private static Thread thread(Runnable work) {
        return Daemons.thread("flink-log-search-" + THREADS.incrementAndGet(), work);
    }

    /** The reading of one log, by a thread of the pool. */
    private final class Reading implements Runnable {
        private final LogSource source;
        private final int place;
        private final String operation;
        private String time = "";
        private @Nullable Future<?> future;
        private volatile @Nullable InputStream open;
        private volatile boolean ended;

        Reading(LogSource source, int place) {
            this.source = source;
            this.place = place;
            this.operation = "search of the " + source;
        }

        @Override
        public void run() {
            Lines lines = new Lines();
            Entries entries = new Entries(source, this::take);
            try (InputStream in =
                    rest.open(source.content().with(CallOptions.NONE.withCallTimeout(left())))) {
                open = in;
                requireWanted(); // or else nobody would close what was opened too late
                LogStreams.readAll(
                        operation,
                        in,
                        (bytes, count) -> {
                            requireWanted();
                            lines.feed(bytes, count, entries);
                        });
            } catch (IOException e) {
                throw LogStreams.brokeOff(operation, e);
            } finally {
                lines.flush(entries);
                entries.end();
            }
        }

        private void requireWanted() throws IOException {
            if (ended) {
                throw new IOException("ended");
            }
        }

        private void take(LogEntry entry) {
            time = Objects.requireNonNullElse(entry.timestamp(), time);
            if (!ended && query.matches(entry)) {
                newest.add(time, place, entry);
            }
        }

        /** Waits for the end, and returns why it was not reached; null if it was. */
        @Nullable String await() throws InterruptedException {
            try {
                Objects.requireNonNull(future).get(left().toNanos(), TimeUnit.NANOSECONDS);
                return null;
            } catch (TimeoutException e) {
                end();
                return "not read to its end within " + query.timeout();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof FlinkRestException failure) {
                    return Objects.toString(failure.getMessage());
                }
                if (e.getCause() instanceof RuntimeException other) {
                    throw other;
                }
                throw new AssertionError("a reading throws nothing checked", e.getCause());
            }
        }

        void end() {
            ended = true;
            LogStreams.closeQuietly(open);
        }
    }
}
