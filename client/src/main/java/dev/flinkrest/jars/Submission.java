package dev.flinkrest.jars;

import dev.flinkrest.error.ConflictException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.internal.waiting.LostAnswer;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.RestCaller;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Starts a job or an application exactly once. The client has chosen its id, so when the answer is
 * lost, the server can be asked whether it is there, and be sent the same again if it is not.
 *
 * @param <R> what the server answers
 * @param <I> the id
 */
final class Submission<R, I> {
    private static final Duration LONGEST_GRACE = Duration.ofSeconds(30);

    private final RestCaller rest;
    private final Ticker ticker;
    private final String what;
    private final Request<R> run;
    private final Function<R, I> id;
    private final Request<?> existing;
    private final I chosen;

    private long lostAt;
    private @Nullable Duration grace;

    /**
     * Describes what to start.
     *
     * @param what job or application
     * @param run starts it
     * @param id reads its id off the answer
     * @param existing is answered with 404 if it is not there
     * @param chosen the id that {@code run} gives it
     */
    Submission(
            RestCaller rest,
            Ticker ticker,
            String what,
            Request<R> run,
            Function<R, I> id,
            Request<?> existing,
            I chosen) {
        this.rest = rest;
        this.ticker = ticker;
        this.what = what;
        this.run = run;
        this.id = id;
        this.existing = existing;
        this.chosen = chosen;
    }

    /**
     * Starts it.
     *
     * @throws ConflictException if one of that id was there before
     */
    I submit() {
        return LostAnswer.settle(
                rest.callTimeout(),
                ticker,
                run.endpoint().toString(),
                () -> {
                    try {
                        return id.apply(rest.send(run));
                    } finally {
                        lostAt = ticker.nanoTime();
                    }
                },
                this::settle,
                String.format(
                        "whether %s %s was started is not known; look for it, or run again with that id",
                        what, chosen));
    }

    private @Nullable I settle(Duration left) {
        CallOptions options = CallOptions.NONE.withCallTimeout(left);
        if (exists(options)) {
            return chosen;
        }
        if (grace == null) {
            grace = grace(rest.version(options));
        }
        if (ticker.nanoTime() - lostAt < grace.toNanos()) {
            return null;
        }
        try {
            return id.apply(rest.send(run.with(options)));
        } catch (ServerErrorException e) {
            if (e instanceof ConflictException || (!LostAnswer.is(e) && exists(options))) {
                return chosen;
            }
            throw e;
        } finally {
            lostAt = ticker.nanoTime();
            Duration longer = grace.multipliedBy(2);
            grace = longer.compareTo(LONGEST_GRACE) < 0 ? longer : LONGEST_GRACE;
        }
    }

    private boolean exists(CallOptions options) {
        try {
            rest.send(existing.with(options));
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    /**
     * Returns how long a server gets to show what it was sent before it is sent that again. Up to
     * 1.15, a second submission while the first is still in the program's {@code main} takes the
     * files from under both (1.13, 1.14) or brings the whole job manager down (1.15).
     */
    private static Duration grace(FlinkVersion server) {
        return Duration.ofSeconds(server.isAtLeast(FlinkVersion.V1_16) ? 1 : 10);
    }

    /** Tells whether a failure of {@link #submit} leaves open whether anything was started. */
    static boolean isOpen(FlinkRestException failure) {
        return failure.maybeSent() && !(failure instanceof ServerErrorException);
    }
}
