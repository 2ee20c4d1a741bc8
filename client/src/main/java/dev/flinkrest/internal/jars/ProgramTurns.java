package dev.flinkrest.internal.jars;

import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.InterruptedCallException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets the programs of one client run one after another, on a server that would mix them up. All
 * handles and views of a client share one. Safe for use by many threads.
 */
public final class ProgramTurns {
    private final ReentrantLock turn = new ReentrantLock(true);

    /** Makes turns of which none is taken. */
    public ProgramTurns() {}

    /**
     * Runs a program when no other of them runs.
     *
     * @param <T> what it gives
     * @param operation what it is run for, for messages
     * @param patience how long to wait for the others at most
     * @param program the program
     * @return what it gave
     * @throws DeadlineExceededException if others still run at the end of that time
     * @throws InterruptedCallException if the thread is interrupted before
     */
    public <T> T alone(String operation, Duration patience, Supplier<T> program) {
        take(operation, patience);
        try {
            return program.get();
        } finally {
            turn.unlock();
        }
    }

    private void take(String operation, Duration patience) {
        try {
            if (turn.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException(operation, false, e);
        }
        String message =
                "programs that this client runs have not ended, and a Flink as old as the server would mix"
                        + " them up with one that runs at the same time; nothing was sent";
        throw new DeadlineExceededException(operation, false, patience, message, null);
    }
}
