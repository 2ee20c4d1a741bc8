package dev.flinkrest.internal.waiting;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.DecodingException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.error.UnavailableException;
import dev.flinkrest.internal.util.Ticker;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What to do about a write whose answer did not come: whether it was done is not known. */
public final class LostAnswer {
    private LostAnswer() {}

    /**
     * Tells whether a write failed in such a way that nobody knows whether it was done.
     *
     * @param failure how it failed
     * @return false if it was certainly not done, or was refused by Flink
     */
    public static boolean is(FlinkRestException failure) {
        if (failure instanceof ServerErrorException answer) {
            boolean ofAProxy = answer.status() >= 502 && answer.status() <= 504; // or no leader
            return ofAProxy || (answer instanceof UnavailableException && answer.maybeSent());
        }
        return failure.maybeSent()
                && !(failure.getCause()
                        instanceof FileSystemException) // a file that is sent no more
                && (failure instanceof ConnectionException
                        || failure instanceof DeadlineExceededException
                        || failure instanceof DecodingException);
    }

    /**
     * Sends a write, and if its answer is lost, asks until it is settled; all within the time that
     * the caller gives a call.
     *
     * @param <T> what the write gives
     * @param timeout how long a call may take
     * @param ticker the clock
     * @param operation what is being done, for messages
     * @param write sends it for the first time
     * @param settle asks what became of it, or sends it again where that does no harm
     * @param hint says, when it could not be settled in time, what is not known and what to do
     * @return what the write or {@code settle} gave
     * @throws DeadlineExceededException if it could not be settled in time
     * @throws ConnectionException if it could not be settled, for the client was closed meanwhile
     *     or a supplier threw
     * @throws FlinkRestException if the write failed and was certainly not done
     */
    public static <T> T settle(
            Duration timeout,
            Ticker ticker,
            String operation,
            Supplier<T> write,
            Wait.Question<T> settle,
            String hint) {
        long begun = ticker.nanoTime();
        try {
            return write.get();
        } catch (FlinkRestException e) {
            if (!is(e)) {
                throw e;
            }
            Duration left = timeout.minusNanos(ticker.nanoTime() - begun);
            if (left.isNegative() || left.isZero()) {
                String message = hint + "; the last failure was: " + e.getMessage();
                throw new DeadlineExceededException(operation, true, timeout, message, e);
            }
            try {
                return new Wait(operation, left, ticker)
                        .past(LostAnswer::is)
                        .until(settle, () -> hint);
            } catch (FlinkRestException settled) {
                throw settled;
            } catch (RuntimeException cannotAsk) { // closed meanwhile, or by a supplier
                String message = hint + "; it cannot be asked: " + cannotAsk.getMessage();
                throw new ConnectionException(operation, true, message, cannotAsk);
            }
        }
    }

    /**
     * Returns how long the first attempt may take, so that time is left to settle it.
     *
     * @param timeout how long a call may take
     * @return three quarters of that
     */
    public static Duration first(Duration timeout) {
        return timeout.multipliedBy(3).dividedBy(4);
    }

    /**
     * Sends a write, and again and again if its answer is lost, which does no harm to this one.
     *
     * @param <T> what the write gives
     * @param timeout how long a call may take
     * @param ticker the clock
     * @param operation what is being done, for messages
     * @param write sends it, and takes no longer than it is told
     * @param hint says, when no answer came in time, what is not known and what to do
     * @return what the write gave
     * @throws DeadlineExceededException if no answer came in time
     * @throws FlinkRestException if the write failed and was certainly not done
     */
    public static <T> T repeat(
            Duration timeout,
            Ticker ticker,
            String operation,
            Function<Duration, T> write,
            String hint) {
        return settle(
                timeout,
                ticker,
                operation,
                () -> write.apply(first(timeout)),
                left -> write.apply(left.get()),
                hint);
    }

    /**
     * Sends a write that must not be repeated. A proxy's word that it has no answer is a lost
     * answer, too; but that there is no leader is passed on as it is, for then nothing was done.
     *
     * @param <T> what the write gives
     * @param operation what is being done, for messages
     * @param write sends it
     * @param hint says, when the answer is lost, what is not known and what to do
     * @return what the write gave
     * @throws ConnectionException if the answer was lost
     * @throws DeadlineExceededException if it did not come in time
     * @throws FlinkRestException if the write failed and was certainly not done
     */
    public static <T extends @Nullable Object> T report(
            String operation, Supplier<T> write, String hint) {
        try {
            return write.get();
        } catch (FlinkRestException e) {
            if (!is(e) || e instanceof UnavailableException) { // no leader: nothing was done
                throw e;
            }
            String message = hint + "; the failure was: " + e.getMessage();
            if (e instanceof DeadlineExceededException late) {
                throw new DeadlineExceededException(operation, true, late.timeout(), message, e);
            }
            throw new ConnectionException(operation, true, message, e);
        }
    }
}
