package dev.flinkrest.monitoring.logs;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.internal.util.Check;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.rest.RestCaller;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Reads the logs of the job manager and of the task managers: their ends, what is added to them,
 * and what stands in them. No version of Flink hands out a part of a log, so each is read from its
 * beginning; only what is asked for is held in memory, however long a log is. Asks the server at
 * each call. Safe for use by many threads.
 *
 * <p>Every method throws {@link FlinkRestException} when its call fails, and {@link
 * NotFoundException} when there is no such log or task manager.
 */
public final class ClusterLogs {
    private final RestCaller rest;

    /**
     * Makes the handle.
     *
     * @param rest carries out the requests
     */
    public ClusterLogs(RestCaller rest) {
        this.rest = rest;
    }

    /**
     * Reads the last lines of a log. {@code GET /jobmanager/log}, {@code GET
     * /taskmanagers/:taskmanagerid/log}, or another file of the process.
     *
     * @param source the log
     * @param lines how many, held in memory
     * @return the last lines, the oldest first, and a last one that has no end yet among them;
     *     fewer if there are no more
     * @throws ConnectionException if the log breaks off
     * @throws InterruptedCallException if the thread is interrupted
     * @throws IllegalArgumentException if {@code lines} is less than 1
     */
    public List<LogLine> tail(LogSource source, int lines) {
        Check.atLeast("lines", lines, 1);
        String operation = "read the last lines of the " + source;
        ArrayDeque<LogLine> last = new ArrayDeque<>();
        Lines.Sink sink =
                (number, text) ->
                        LogStreams.keepLast(last, new LogLine(source, number, text), lines);
        Lines all = new Lines();
        try (InputStream in = rest.open(source.content())) {
            LogStreams.readAll(operation, in, (bytes, count) -> all.feed(bytes, count, sink));
        } catch (IOException e) {
            throw LogStreams.brokeOff(operation, e);
        }
        all.flush(sink);
        return List.copyOf(last);
    }

    /**
     * Follows a log from its end on.
     *
     * @param source the log
     * @return the lines that are added from now on, to be closed
     * @see #follow(LogSource, FollowOptions)
     */
    public LogFollower follow(LogSource source) {
        return follow(source, FollowOptions.none());
    }

    /**
     * Follows a log. Reads it once, to its end unless the options say where to begin, and after
     * that whenever it has grown, which the list of the process's log files tells: an unchanged log
     * costs one small request for each interval. {@code GET /jobmanager/log}, {@code GET
     * /jobmanager/logs}, {@code GET /taskmanagers/:taskmanagerid/log}, {@code GET
     * /taskmanagers/:taskmanagerid/logs}, or another file of the process.
     *
     * @param source the log
     * @param options where to begin, how often to ask, and how long to outlast a server out of
     *     reach
     * @return the lines as they are added, to be closed
     * @throws ConnectionException if the log breaks off when it is read for the first time
     * @throws InterruptedCallException if the thread is interrupted
     */
    public LogFollower follow(LogSource source, FollowOptions options) {
        Follow follow = new Follow(rest, source, options, Ticker.pausing(rest::pause));
        follow.begin();
        return new LogFollower(follow);
    }

    /**
     * Searches logs, several at a time: the main ones of the job manager and of all task managers,
     * unless the query names others. {@code GET /taskmanagers}, {@code GET /jobmanager/log}, {@code
     * GET /taskmanagers/:taskmanagerid/log}.
     *
     * @param query what for
     * @return what was found, and which logs could not be read, such as that of a task manager that
     *     has gone meanwhile
     * @throws FlinkRestException if the task managers cannot be listed
     * @throws InterruptedCallException if the thread is interrupted
     */
    public LogMatches search(LogQuery query) {
        return new LogSearch(rest, query).run();
    }
}
