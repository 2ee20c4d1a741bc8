package dev.flinkrest.jars;

import dev.flinkrest.error.ConflictException;
import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.id.JarId;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.internal.waiting.LostAnswer;
import dev.flinkrest.internal.waiting.Wait;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.RestCaller;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
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

    /** What is left to a request, if its time is over already. */
    private static final Duration LEAST = Duration.ofMillis(1);

    /** How often the program's server may be out of reach while the job's is there. */
    private static final int STRANDED = 2;

    private final RestCaller rest;
    private final Ticker ticker;
    private final String what;
    private final JarAtHand jar;
    private final Function<JarId, Request<R>> run;
    private final Function<R, I> id;
    private final Request<?> existing;
    private final I chosen;
    private final boolean given;

    private int stranded;
    private long lostAt;
    private @Nullable Duration grace;

    /** How a second run was refused; then there is no third. */
    private @Nullable ServerErrorException refusal;

    /** Ends the wait when nothing more is to be learned. */
    private @Nullable ConnectionException open;

    /**
     * Describes what to start.
     *
     * @param what job or application
     * @param jar its program
     * @param run starts it from a jar
     * @param id reads its id off the answer
     * @param existing is answered with 404 if it is not there
     * @param chosen the id that {@code run} gives it
     * @param given whether the user chose it; else it is random, and only this submission has it
     */
    Submission(
            RestCaller rest,
            Ticker ticker,
            String what,
            JarAtHand jar,
            Function<JarId, Request<R>> run,
            Function<R, I> id,
            Request<?> existing,
            I chosen,
            boolean given) {
        this.rest = rest;
        this.ticker = ticker;
        this.what = what;
        this.jar = jar;
        this.run = run;
        this.id = id;
        this.existing = existing;
        this.chosen = chosen;
        this.given = given;
    }

    /**
     * Starts it.
     *
     * @param mixUps keeps its program apart from others
     * @throws ConflictException if one of that id was there before
     */
    I submit(MixUps mixUps) {
        I settled = mixUps.avoid(run().endpoint(), this::settled);
        if (open != null) {
            throw open;
        }
        return settled;
    }

    private Request<R> run() {
        return run.apply(jar.id());
    }

    private String operation() {
        return run().endpoint().toString();
    }

    private I settled(Duration timeout) {
        return LostAnswer.settle(
                timeout,
                ticker,
                operation(),
                () -> {
                    try {
                        return id.apply(first(timeout));
                    } catch (ConflictException e) {
                        return ownOr(e);
                    } finally {
                        lostAt = ticker.nanoTime();
                    }
                },
                this::settle,
                unknown());
    }

    private R first(Duration timeout) {
        long end = ticker.nanoTime() + timeout.toNanos();
        try {
            return rest.send(run().with(within(LostAnswer.first(timeout))));
        } catch (ConnectionException e) {
            if (e.maybeSent() || !jar.upload(until(end))) {
                throw e;
            }
            return rest.send(run().with(within(LostAnswer.first(until(end)))));
        }
    }

    private Duration until(long end) {
        return Duration.ofNanos(Math.max(LEAST.toNanos(), end - ticker.nanoTime()));
    }

    /** Takes what is there for this submission's own, if nobody else can have its id. */
    private I ownOr(ConflictException conflict) {
        if (given) {
            throw conflict;
        }
        FlinkVersion server = rest.version();
        if (MixUps.happenOn(server)) {
            String message =
                    String.format(
                            "%s: Flink %s may have mixed it up with one that another client ran at the"
                                    + " same time (FLINK-32592), for it says of its random id: %s",
                            unknown(), server, conflict.headline());
            open = new ConnectionException(operation(), true, message, conflict);
        }
        return chosen; // a proxy has sent it twice; or this ends the wait, and it is left open
    }

    private String unknown() {
        return String.format(
                "whether %s %s was started is not known; look for it, or run again with that id",
                what, chosen);
    }

    private static CallOptions within(Duration left) {
        return CallOptions.NONE.withCallTimeout(left);
    }

    private @Nullable I settle(Supplier<Duration> left) {
        Boolean there = exists(left);
        if (Boolean.TRUE.equals(there)) {
            return chosen;
        }
        if (there == null) {
            waitAtLeast(Wait.TAKE_OVER);
            return null;
        }
        Duration since = Duration.ofNanos(ticker.nanoTime() - lostAt);
        ServerErrorException refused = refusal;
        if (refused != null) {
            if (since.compareTo(LONGEST_GRACE) < 0) {
                return null;
            }
            open =
                    new ConnectionException(
                            operation(),
                            true,
                            unknown() + "; run again, it was refused: " + refused.getMessage(),
                            refused);
            return chosen; // ends the wait
        }
        if (grace == null) {
            grace = grace(left.get());
        }
        return since.compareTo(grace) < 0 ? null : runAgain(left);
    }

    private @Nullable I runAgain(Supplier<Duration> left) {
        try {
            return id.apply(rest.send(run().with(within(left.get()))));
        } catch (ConflictException e) {
            return chosen;
        } catch (ConnectionException e) {
            if (e.maybeSent() || ++stranded < STRANDED) {
                throw e;
            }
            return leave(e, left.get());
        } catch (ServerErrorException e) {
            if (!LostAnswer.is(e)) {
                refusal = e; // says nothing of the first, which may be in the program's main yet
            }
            return null;
        } finally {
            lostAt = ticker.nanoTime();
            Duration longer = grace == null ? LONGEST_GRACE : grace.multipliedBy(2);
            grace = longer.compareTo(LONGEST_GRACE) < 0 ? longer : LONGEST_GRACE;
        }
    }

    /**
     * Goes on without the server that has the program: the one that says that the job is not there
     * is another.
     */
    private @Nullable I leave(ConnectionException gone, Duration left) {
        stranded = 0;
        if (jar.upload(left)) {
            return null;
        }
        open =
                new ConnectionException(
                        operation(), true, unknown() + "; " + gone.getMessage(), gone);
        return chosen; // ends the wait
    }

    /** Returns null if the server does not say, as one that takes over from another. */
    private @Nullable Boolean exists(Supplier<Duration> left) {
        try {
            rest.send(existing.with(within(left.get())));
            return true;
        } catch (NotFoundException e) {
            return false;
        } catch (ServerErrorException e) {
            return null;
        } catch (ConnectionException e) {
            if (!e.maybeSent()) {
                waitAtLeast(Wait.TAKE_OVER); // from when it is back; one that is there just goes on
            }
            throw e;
        }
    }

    private void waitAtLeast(Duration time) {
        lostAt = ticker.nanoTime();
        if (grace == null || grace.compareTo(time) < 0) {
            grace = time;
        }
    }

    /**
     * Returns how long a server gets to show what it was sent before it is sent that again. Up to
     * 1.15, a second submission while the first is still in the program's {@code main} takes the
     * files from under both (1.13, 1.14) or brings the whole job manager down (1.15).
     */
    private Duration grace(Duration left) {
        try {
            return Duration.ofSeconds(
                    rest.version(within(left)).isAtLeast(FlinkVersion.V1_16) ? 5 : 10);
        } catch (ServerErrorException e) {
            if (LostAnswer.is(e)) {
                throw e; // it may say so later
            }
            return LONGEST_GRACE; // it never will, as behind a gateway that lets no one ask
        }
    }

    /** Tells whether a failure of {@link #submit} leaves open whether anything was started. */
    static boolean isOpen(FlinkRestException failure) {
        return failure.maybeSent() && !(failure instanceof ServerErrorException);
    }
}
