package dev.flinkrest.jobs;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.internal.util.Backoff;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.jobs.diagnosis.Unanswered;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.RestCaller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server many things at once, within one deadline, and notes what it does not answer. Not
 * safe for use by many threads; closing it ends what is still asked.
 */
final class Questions implements AutoCloseable {
    /** How many questions of one kind are asked at a time, so that others get a connection too. */
    private static final int AT_ONCE = 8;

    private final String operation;
    private final RestCaller rest;
    private final Ticker ticker;
    private final Backoff deadline;
    private final List<Unanswered> unanswered = new ArrayList<>();
    private final List<CompletableFuture<?>> asked = new ArrayList<>();

    /**
     * Begins.
     *
     * @param operation what it is all for, for messages
     * @param rest carries out the requests
     * @param timeout how long it all may take
     * @param ticker the clock
     */
    Questions(String operation, RestCaller rest, Duration timeout, Ticker ticker) {
        this.operation = operation;
        this.rest = rest;
        this.ticker = ticker;
        this.deadline = new Backoff(timeout, ticker);
    }

    /** Is what was asked. */
    final class Question<T> {
        private final String what;
        private final CompletableFuture<T> future;

        private Question(String what, CompletableFuture<T> future) {
            this.what = what;
            this.future = future;
        }

        /** Waits for the answer; null if there is none, which is noted. */
        @Nullable T answer() {
            return answer(failure -> null);
        }

        /**
         * Waits for the answer.
         *
         * @param instead reads an answer out of a failure; null if there is none in it
         * @return the answer; null if there is none, which is noted
         */
        @Nullable T answer(Function<FlinkRestException, @Nullable T> instead) {
            try {
                return orThrow();
            } catch (InterruptedCallException e) {
                throw e;
            } catch (FlinkRestException e) {
                T answer = instead.apply(e);
                if (answer == null) {
                    note(what, String.valueOf(e.getMessage()));
                }
                return answer;
            }
        }

        /**
         * Waits for the answer.
         *
         * @throws FlinkRestException if there is none
         */
        T orThrow() {
            try {
                return future.get();
            } catch (InterruptedException e) {
                throw interrupted(e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new IllegalStateException(operation + " failed", e.getCause());
            }
        }
    }

    /** Asks in the background. */
    <T> Question<T> ask(String what, Request<T> request) {
        CompletableFuture<T> future =
                rest.sendAsync(request.with(CallOptions.NONE.withCallTimeout(deadline.left())));
        asked.add(future);
        return new Question<>(what, future);
    }

    /** Asks the same of many, a few at a time, and hands over each question in turn. */
    <K, T> void each(
            List<K> all, Function<K, Question<T>> question, BiConsumer<K, Question<T>> then) {
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<K> some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
            List<Question<T>> questions = some.stream().map(question).toList();
            for (int i = 0; i < some.size(); i++) {
                then.accept(some.get(i), questions.get(i));
            }
        }
    }

    /** Notes that something is not known. */
    void note(String what, String reason) {
        unanswered.add(new Unanswered(what, reason));
    }

    /** Returns what is not known; throws if that is so because the client was closed. */
    List<Unanswered> unanswered() {
        if (!unanswered.isEmpty()) {
            uninterrupted(() -> ticker.sleep(Duration.ZERO));
        }
        return unanswered;
    }

    /** Waits, but not beyond the deadline. */
    void pause(Duration duration) {
        if (deadline.goesOn()) {
            Duration left = deadline.left();
            uninterrupted(() -> ticker.sleep(duration.compareTo(left) <= 0 ? duration : left));
        }
    }

    /** Tells how long to ask again for something, beginning now: so long, or to the deadline. */
    Backoff again(Duration timeout) {
        Duration left = deadline.left();
        return new Backoff(timeout.compareTo(left) <= 0 ? timeout : left, ticker);
    }

    /** Waits before something is asked again. */
    void pause(Backoff backoff) {
        uninterrupted(backoff::pause);
    }

    private interface Sleep {
        void sleep() throws InterruptedException;
    }

    private void uninterrupted(Sleep sleep) {
        try {
            sleep.sleep();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private InterruptedCallException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new InterruptedCallException(operation, true, cause);
    }

    @Override
    public void close() {
        asked.forEach(future -> future.cancel(true));
    }
}
