package dev.flinkrest.jobs;

import dev.flinkrest.internal.util.Check;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Says how one subscriber of a {@link JobWatch} gets its events. Immutable and safe for use by many
 * threads.
 *
 * @param buffer how many events are kept that the subscriber has not taken yet; when there are
 *     more, a {@link JobEvent.Snapshot} takes the place of all of them
 * @param executor runs the subscriber, one event after the other; null for the watch's own: virtual
 *     threads where the JDK has them, else eight daemon threads that all its subscribers share, so
 *     that one that blocks for long should have its own. One that runs it in the calling thread
 *     holds up the watch
 */
public record DeliveryOptions(int buffer, @Nullable Executor executor) {

    /** What a watch uses unless told otherwise: 256 events, and its own threads. */
    public static final DeliveryOptions DEFAULTS = new DeliveryOptions(256, null);

    /**
     * Checks the buffer.
     *
     * @throws IllegalArgumentException if {@code buffer} is less than 1
     */
    public DeliveryOptions {
        Check.atLeast("buffer", buffer, 1);
    }

    /**
     * Returns these options with another buffer.
     *
     * @param events how many events are kept
     * @return new options
     * @throws IllegalArgumentException if it is less than 1
     */
    public DeliveryOptions withBuffer(int events) {
        return new DeliveryOptions(events, executor);
    }

    /**
     * Returns these options with an executor of the subscriber's own.
     *
     * @param own runs the subscriber; is never shut down by the watch
     * @return new options
     */
    public DeliveryOptions withExecutor(Executor own) {
        return new DeliveryOptions(buffer, own);
    }
}
