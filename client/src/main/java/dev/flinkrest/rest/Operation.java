package dev.flinkrest.rest;

import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.OperationFailedException;
import dev.flinkrest.error.SerializedThrowable;
import dev.flinkrest.id.TriggerId;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.internal.waiting.Wait;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Is something that was triggered on the server and goes on there, such as a savepoint, whether
 * anyone waits for it or not. Safe for use by many threads.
 *
 * @param <T> what it gives in the end; {@link Void} for nothing
 */
public final class Operation<T extends @Nullable Object> {
    private final String description;
    private final @Nullable TriggerId triggerId;
    private final Poll<T> poll;
    private final Ticker ticker;

    /**
     * Makes a handle of something that was triggered.
     *
     * @param rest knows how to wait
     * @param description what it is, for messages, for example {@code savepoint of job 02b9…}
     * @param triggerId the server's id for it, or null if it has none
     * @param poll asks how far it is
     */
    public Operation(
            RestCaller rest, String description, @Nullable TriggerId triggerId, Poll<T> poll) {
        this(description, triggerId, poll, Ticker.pausing(rest::pause));
    }

    Operation(String description, @Nullable TriggerId triggerId, Poll<T> poll, Ticker ticker) {
        this.description = description;
        this.triggerId = triggerId;
        this.poll = poll;
        this.ticker = ticker;
    }

    /**
     * Asks how far an operation is.
     *
     * @param <T> what it gives in the end
     */
    @FunctionalInterface
    public interface Poll<T extends @Nullable Object> {

        /**
         * Asks once, with one request or several.
         *
         * @param options the bounds of the requests, of all together
         * @return how far the operation is
         */
        Status<T> ask(CallOptions options);
    }

    /**
     * Tells how far an operation is. Immutable and safe for use by many threads.
     *
     * @param <T> what it gives in the end
     * @param completed whether it has ended, well or not
     * @param result what it gave; null before it ended, if it failed, or if it gives nothing
     * @param failure why it failed; null before it ended and if it went well
     */
    public record Status<T extends @Nullable Object>(
            boolean completed, @Nullable T result, @Nullable SerializedThrowable failure) {

        /**
         * Says that the operation goes on.
         *
         * @param <T> what it gives in the end
         * @return the status
         */
        public static <T extends @Nullable Object> Status<T> inProgress() {
            return new Status<>(false, null, null);
        }

        /**
         * Reads the reply that all of Flink's operations share the form of.
         *
         * @param <T> what it gives in the end
         * @param status the reply's {@code status}
         * @param result the reply's {@code operation}; null if there is none yet, or it gives
         *     nothing
         * @param failure the failure within it, or null
         * @return the status
         */
        public static <T extends @Nullable Object> Status<T> of(
                QueueStatus status, @Nullable T result, @Nullable SerializedThrowable failure) {
            if (status.id() != QueueStatus.Id.COMPLETED) {
                return inProgress();
            }
            return new Status<>(true, failure == null ? result : null, failure);
        }
    }

    /**
     * Returns the server's id for this operation.
     *
     * @return the id; null for a rescaling, which has none
     */
    public @Nullable TriggerId triggerId() {
        return triggerId;
    }

    /**
     * Asks once how far this operation is.
     *
     * @return how far it is; a failure is reported in it, not thrown
     * @throws FlinkRestException if the call fails
     */
    public Status<T> status() {
        return poll.ask(CallOptions.NONE);
    }

    /**
     * Waits until this operation has ended, asking at first every 10 milliseconds, in the end every
     * second. A server that cannot be reached for a while is asked again.
     *
     * @param timeout how long to wait at most
     * @return what the operation gave; null only where {@code T} is {@link Void}
     * @throws OperationFailedException if the operation failed
     * @throws DeadlineExceededException if it has not ended in time; it goes on, and can be waited
     *     for again
     * @throws InterruptedCallException if the thread is interrupted; the operation goes on
     * @throws FlinkRestException if a call fails for another reason, such as an id that the server
     *     does not know
     * @throws IllegalArgumentException if {@code timeout} is not positive
     */
    @SuppressWarnings("NullAway") // null is what an operation of Void gives
    public T await(Duration timeout) {
        Status<T> ended =
                new Wait(description, timeout, ticker)
                        .until(this::ended, () -> "it goes on, and can be waited for again");
        return ended.result();
    }

    private @Nullable Status<T> ended(Supplier<Duration> left) {
        Status<T> status = poll.ask(CallOptions.NONE.withCallTimeout(left.get()));
        if (status.failure() != null) {
            throw new OperationFailedException(description, status.failure());
        }
        return status.completed() ? status : null;
    }

    @Override
    public String toString() {
        return description + (triggerId == null ? "" : " (trigger " + triggerId + ")");
    }
}
