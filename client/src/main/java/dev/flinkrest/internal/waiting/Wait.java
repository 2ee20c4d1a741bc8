package dev.flinkrest.internal.waiting;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.UnavailableException;
import dev.flinkrest.internal.events.JfrOperation;
import dev.flinkrest.internal.events.Recorded;
import dev.flinkrest.internal.util.Backoff;
import dev.flinkrest.internal.util.Ticker;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server one question until it has an answer, with growing pauses. A failure that may pass,
 * such as a server that cannot be reached for a while, does not end it. Immutable and safe for use
 * by many threads.
 *
 * @param operation what is waited for, for messages
 * @param timeout how long to wait at most
 * @param ticker the clock
 * @param passing tells the failures that may pass
 */
public record Wait(
        String operation, Duration timeout, Ticker ticker, Predicate<FlinkRestException> passing) {

    /** How long a job manager may take to show the jobs that it took over from another. */
    public static final Duration TAKE_OVER = Duration.ofSeconds(10);

    /**
     * Makes a wait that only a server out of reach does not end.
     *
     * @param operation what is waited for, for messages
     * @param timeout how long to wait at most
     * @param ticker the clock
     */
    public Wait(String operation, Duration timeout, Ticker ticker) {
        this(operation, timeout, ticker, Wait::isOutage);
    }

    private static boolean isOutage(FlinkRestException failure) {
        return failure instanceof ConnectionException
                || failure instanceof UnavailableException
                || failure instanceof DeadlineExceededException;
    }

    /**
     * Makes a wait that other failures do not end either.
     *
     * @param failures tells the failures that may pass, too
     * @return a new wait
     */
    public Wait past(Predicate<FlinkRestException> failures) {
        return new Wait(operation, timeout, ticker, passing.or(failures));
    }

    /**
     * Is what is asked.
     *
     * @param <T> what the answer is
     */
    @FunctionalInterface
    public interface Question<T> {

        /**
         * Asks once, with one request or several.
         *
         * @param left tells how long the next request may take
         * @return the answer; null if there is none yet
         */
        @Nullable T ask(Supplier<Duration> left);
    }

    /**
     * Waits for the answer.
     *
     * @param <T> what the answer is
     * @param question what is asked; what it throws ends the wait, unless it may pass
     * @param hint says, when the time is up, how far things came and what to do
     * @return the answer
     * @throws DeadlineExceededException if there is none in time
     * @throws InterruptedCallException if the thread is interrupted
     * @throws IllegalArgumentException if the timeout is not positive
     */
    public <T> T until(Question<T> question, Supplier<String> hint) {
        if (!Recorded.operations()) {
            return await(question, hint);
        }
        JfrOperation event = new JfrOperation();
        event.begin();
        try {
            return await(
                    left -> {
                        event.questions++;
                        return question.ask(left);
                    },
                    hint);
        } catch (RuntimeException | Error e) {
            event.failure = e.getClass().getSimpleName();
            throw e;
        } finally {
            event.operation = operation;
            event.commit();
        }
    }

    private <T> T await(Question<T> question, Supplier<String> hint) {
        Backoff backoff = new Backoff(timeout, ticker);
        FlinkRestException lastFailure = null;
        do {
            try {
                T answer = question.ask(backoff::left);
                if (answer != null) {
                    return answer;
                }
                lastFailure = null;
            } catch (InterruptedCallException e) {
                // of the question; what is waited for may well have been sent before
                throw new InterruptedCallException(operation, true, e);
            } catch (FlinkRestException e) {
                if (!passing.test(e)) {
                    throw e;
                }
                lastFailure = e;
            }
            pause(backoff);
        } while (backoff.goesOn());
        String failure =
                lastFailure == null ? "" : "; the last failure was: " + lastFailure.getMessage();
        throw new DeadlineExceededException(
                operation, true, timeout, hint.get() + failure, lastFailure);
    }

    private void pause(Backoff backoff) {
        try {
            backoff.pause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException(operation, true, e);
        }
    }
}
