package dev.flinkrest.monitoring.logs;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.logs.LogInfo;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.RestCaller;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Follows one log. No server of Flink's gives a part of a log, so it is read from its beginning,
 * and what was read before is passed over; but only when the list of files says that the log has
 * changed. A log is the same as before if the bytes passed over are. Not safe for use by many
 * threads, but {@link #close} may come from any.
 */
final class Follow implements Iterator<LogLine> {
    private static final Duration LONGEST_SLEEP = Duration.ofMillis(100);

    /** Flink keeps a copy of a task manager's file for 3 seconds, and renames one by one. */
    private static final Duration ROTATION = Duration.ofSeconds(5);

    private static final int ROTATION_TRIES = 3;

    /** How many files are known again in copies. */
    private static final int PAST = 64;

    private final RestCaller rest;
    private final LogSource source;
    private final FollowOptions options;
    private final Ticker ticker;
    private final String operation;
    private final LogFiles files;
    private final Outage outage;
    private final byte[] buffer = LogStreams.buffer();
    private final ArrayDeque<LogLine> ready = new ArrayDeque<>();

    /** What was read of the file. */
    private FilePrefix known = new FilePrefix();

    private Lines lines = new Lines();

    /** The list's word on the file when nothing was left to read in it; null if not known. */
    private @Nullable LogInfo settled;

    /**
     * The rotated file that is read, to which nothing more will be added; null if it is not one.
     */
    private @Nullable LogInfo rotated;

    /** The files read last, of which copies may be handed out still. */
    private final ArrayDeque<FilePrefix> past = new ArrayDeque<>();

    private long copySince;
    private boolean copy;
    private boolean atOnce;
    private long tookNanos;
    private int lostTries;
    private long lostSince;
    private @Nullable NotFoundException gone;

    private volatile @Nullable InputStream open;
    private volatile boolean closed;

    Follow(RestCaller rest, LogSource source, FollowOptions options, Ticker ticker) {
        this.rest = rest;
        this.source = source;
        this.options = options;
        this.ticker = ticker;
        this.operation = "follow the " + source;
        this.files = new LogFiles(rest, source, operation);
        this.outage = new Outage(options.patience(), ticker);
    }

    /** Reads what the log has already; after that, lines are told as they come. */
    void begin() {
        files.begin();
        try {
            InputStream in = open(source.content());
            if (options.fromStart()) {
                take(buffer, in.readNBytes(buffer, 0, FilePrefix.HEAD));
                files.find(known);
                return;
            }
            passOver(in, options.lastLines());
            stop();
            files.find(known);
        } catch (IOException e) {
            stop();
            throw LogStreams.brokeOff(operation, e);
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    private void passOver(InputStream in, int lastLines) throws IOException {
        Lines.Sink sink =
                (number, text) ->
                        LogStreams.keepLast(ready, new LogLine(source, number, text), lastLines);
        LogStreams.readAll(
                operation,
                in,
                (bytes, count) -> {
                    known.add(bytes, count);
                    lines.feed(bytes, count, lastLines == 0 ? null : sink);
                });
    }

    @Override
    public boolean hasNext() {
        while (!closed && ready.isEmpty()) {
            if (gone != null) {
                throw gone;
            }
            try {
                InputStream in = open;
                if (in == null) {
                    pause();
                    ask();
                } else {
                    readOn(in);
                }
            } catch (NotFoundException e) {
                end(e);
            } catch (FlinkRestException e) {
                stop();
                if (!closed) {
                    outage.bear(e);
                }
            } catch (IOException e) {
                stop();
                if (!closed) {
                    outage.bear(LogStreams.brokeOff(operation, e));
                }
            }
        }
        if (closed) {
            stop();
        }
        return !closed;
    }

    @Override
    public LogLine next() {
        LogLine line = hasNext() ? ready.poll() : null;
        if (line == null) {
            throw new NoSuchElementException("to " + operation + " was ended");
        }
        return line;
    }

    private void give(long number, String text) {
        ready.add(new LogLine(source, number, text));
    }

    private void readOn(InputStream in) throws IOException {
        long begun = ticker.nanoTime();
        int got = in.read(buffer);
        tookNanos += ticker.nanoTime() - begun;
        if (got > 0) {
            take(buffer, got);
            LogStreams.checkInterrupt(operation);
        } else if (got < 0) {
            stop();
            outage.end();
            lostTries = 0;
            LogInfo read = rotated;
            if (read != null) {
                files.read(read);
                beginNextFile();
            } else {
                files.find(known);
            }
        }
    }

    private void take(byte[] bytes, int count) {
        known.add(bytes, count);
        lines.feed(bytes, count, this::give);
    }

    private void beginNextFile() {
        lines.flush(this::give);
        past.add(known);
        if (past.size() > PAST) {
            past.remove();
        }
        known = new FilePrefix();
        lines = new Lines();
        rotated = null;
        lostTries = 0;
        atOnce = true;
    }

    /** Opens what there is to read, if there is anything. */
    private void ask() throws IOException {
        if (known.length() == 0 && files.areKnown()) {
            openNext();
            return;
        }
        LogInfo listed = files.areKnown() && rotated == null ? files.current() : null;
        if (listed != null && listed.size() == known.length()) {
            if (settled == null || settled.equals(listed)) {
                settled = listed;
                outage.end();
                return;
            }
        }
        settled = null;
        InputStream in = open(source.content());
        long begun = ticker.nanoTime();
        boolean same = LogStreams.goesOn(operation, in, known);
        tookNanos += ticker.nanoTime() - begun;
        if (same) {
            rotated = null;
        } else {
            leave(in);
            lookForTheRest();
        }
    }

    private InputStream open(Request<?> request) {
        long begun = ticker.nanoTime();
        InputStream in = rest.open(request);
        open = in;
        tookNanos += ticker.nanoTime() - begun;
        return in;
    }

    /**
     * Opens the file that came after those that were read. It is that one only if the list says so
     * before and after: files may be renamed at any time.
     */
    private void openNext() throws IOException {
        LogInfo next = files.next();
        if (next == null && files.currentIsEmpty()) {
            outage.end();
            return;
        }
        InputStream in = open(next == null ? source.content() : source.content(next.name()));
        if (!Objects.equals(next, files.next())) {
            leave(in);
            atOnce = true;
            return;
        }
        byte[] head = in.readNBytes(FilePrefix.HEAD);
        if (head.length > 0 && isCopyOfPast(head)) {
            leave(in);
            return;
        }
        copy = false;
        if (next != null && isPast(head, next.size())) {
            leave(in);
            files.read(next); // the list had mixed it up with another while both were renamed
            atOnce = true;
            return;
        }
        rotated = next;
        take(head, head.length);
    }

    /**
     * Tells whether what was read before may have been handed out again, in place of what is there
     * now: job managers keep copies of task managers' files, but not for long.
     */
    private boolean isCopyOfPast(byte[] head) {
        if (source.taskManager() == null || !isPast(head, -1)) {
            return false;
        }
        if (!copy) {
            copy = true;
            copySince = ticker.nanoTime();
        }
        return ticker.nanoTime() - copySince < ROTATION.toNanos();
    }

    private boolean isPast(byte[] head, long size) {
        return past.stream()
                .anyMatch(file -> file.beginsWith(head) && (size < 0 || file.length() == size));
    }

    /** The log is another file now: finds the one that it was. */
    private void lookForTheRest() throws IOException {
        LogFiles.Rotated found = files.rotated(known);
        if (found != null) {
            open = found.rest();
            rotated = found.file();
            return;
        }
        if (lostTries++ == 0) {
            lostSince = ticker.nanoTime();
        }
        if (lostTries >= ROTATION_TRIES && ticker.nanoTime() - lostSince >= ROTATION.toNanos()) {
            files.forget();
            beginNextFile();
        }
    }

    /** Ends, or goes on if it is but a file that is missing, or the server has just come back. */
    private void end(NotFoundException e) {
        stop();
        try {
            if (!outage.hidesTaskManagers() && files.isGone()) {
                lines.flush(this::give);
                gone = e;
                return;
            }
        } catch (FlinkRestException other) {
            outage.bear(other);
            return;
        }
        outage.bear(e);
    }

    /** Closes a log that is not the one that was looked for. */
    private void leave(InputStream in) throws IOException {
        LogStreams.drain(in);
        stop();
    }

    private void stop() {
        InputStream in = open;
        open = null;
        LogStreams.closeQuietly(in);
    }

    private void pause() {
        if (atOnce) {
            atOnce = false;
            return;
        }
        long end = ticker.nanoTime() + Math.max(options.interval().toNanos(), tookNanos);
        tookNanos = 0;
        for (long left = end - ticker.nanoTime();
                left > 0 && !closed;
                left = end - ticker.nanoTime()) {
            Duration sleep = Duration.ofNanos(Math.min(left, LONGEST_SLEEP.toNanos()));
            try {
                ticker.sleep(sleep);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedCallException(operation, false, e);
            }
        }
    }

    void close() {
        closed = true;
        LogStreams.closeQuietly(open);
    }

    @Override
    public String toString() {
        return operation;
    }
}
