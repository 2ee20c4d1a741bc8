package dev.flinkrest.monitoring.logs;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.NotFoundException;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Gives the lines that are added to a log, each once and whole, for as long as it is open. The
 * lines can be gone through once, by one thread; {@link #close} may come from any.
 *
 * <p>Asking for the next line waits until there is one, and says that there is none only after
 * {@link #close}. It outlasts the rotation of the log, and a server that is out of reach for less
 * than the {@code patience} of {@link FollowOptions}. It throws
 *
 * <ul>
 *   <li>{@link NotFoundException} when the task manager is gone, after the last line that was seen
 *       of it, even if that line had no end yet;
 *   <li>{@link InterruptedCallException} if the thread is interrupted;
 *   <li>another {@link FlinkRestException} when the patience has come to its end, or for a failure
 *       that does not pass.
 * </ul>
 *
 * But for the first, asking again goes on where it was, without losing or repeating a line. No
 * thread works in the background: while no line is asked for, nothing is asked of the server.
 *
 * <p>When a log is rotated, what was not read yet is looked for in the other files of its process:
 * in the one that begins as the log did, and those that were changed after it. If there is none for
 * some seconds, it is lost, and the first line of the new file comes next. Before Flink 1.15, which
 * does not tell when a file was changed, this holds for one rotation between two questions.
 */
public final class LogFollower implements Iterable<LogLine>, AutoCloseable {
    private final Follow follow;
    private final AtomicBoolean iterated = new AtomicBoolean();

    LogFollower(Follow follow) {
        this.follow = follow;
    }

    /**
     * Goes through the lines as they are added.
     *
     * @return the lines; there is no end to them before this is closed
     * @throws IllegalStateException the second time
     */
    @Override
    public Iterator<LogLine> iterator() {
        if (iterated.getAndSet(true)) {
            throw new IllegalStateException(
                    "the lines can be gone through once; follow the log again");
        }
        return follow;
    }

    /**
     * Goes through the lines as they are added.
     *
     * @return the lines; closing the stream closes this
     * @throws IllegalStateException the second time
     */
    public Stream<LogLine> stream() {
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(
                                iterator(), Spliterator.ORDERED | Spliterator.NONNULL),
                        false)
                .onClose(this::close);
    }

    /** Ends following: a wait for the next line ends soon. May be called more than once. */
    @Override
    public void close() {
        follow.close();
    }

    @Override
    public String toString() {
        return follow.toString();
    }
}
