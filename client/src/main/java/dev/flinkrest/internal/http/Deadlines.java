package dev.flinkrest.internal.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Knows the calls in flight, and cuts off those whose time is over. A timer of the JDK wakes its
 * thread for every call that comes while no other waits, which costs as much as sending it; here
 * the thread is woken only for a call that is due before it would look anyway.
 */
final class Deadlines implements AutoCloseable {
    private static final long NEVER = Long.MAX_VALUE;

    private final Set<Timed> live = ConcurrentHashMap.newKeySet();
    private final long epoch = System.nanoTime();
    private volatile @Nullable Thread watcher;
    private volatile boolean closed;

    /** Something that has an end. */
    interface Timed {
        /** Sets when its time is over, on the clock of these deadlines. */
        void dueAt(long time);

        long dueAt();

        /** Ends it; waits for nothing. */
        void cutOff(Call.CutOff reason);
    }

    /** When the watcher looks next, in nanoseconds since the epoch. */
    private volatile long nextLook = NEVER;

    /**
     * Adds a call.
     *
     * @param end when it must have ended, by {@link System#nanoTime}
     */
    void add(Timed call, long end) {
        long dueAt = end - epoch;
        call.dueAt(dueAt);
        live.add(call);
        if (closed) {
            call.cutOff(Call.CutOff.BY_CLOSE);
        } else if (dueAt <= sinceEpoch()) {
            cutOff(call); // before it begins: the watcher could come too late for that
        } else if (dueAt < nextLook) {
            LockSupport.unpark(watcher());
        }
    }

    private void cutOff(Timed call) {
        lift(call); // once is enough
        call.cutOff(Call.CutOff.BY_DEADLINE);
    }

    /** From now on the call may take as long as it likes, until the client is closed. */
    void lift(Timed call) {
        call.dueAt(NEVER);
    }

    void remove(Timed call) {
        live.remove(call);
    }

    private long sinceEpoch() {
        return System.nanoTime() - epoch;
    }

    private @Nullable Thread watcher() {
        Thread known = watcher;
        return known == null ? start() : known;
    }

    private synchronized @Nullable Thread start() {
        if (watcher == null && !closed) {
            Thread thread = new Thread(this::watch, "flink-rest-deadlines");
            thread.setDaemon(true);
            watcher = thread;
            thread.start();
        }
        return watcher;
    }

    private void watch() {
        while (!closed) {
            nextLook = NEVER; // so that whoever comes while we look wakes us, and we look again
            long now = sinceEpoch();
            long next = NEVER;
            for (Timed call : live) {
                long dueAt = call.dueAt();
                if (dueAt <= now) {
                    cutOff(call);
                } else {
                    next = Math.min(next, dueAt);
                }
            }
            nextLook = next;
            if (next == NEVER) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, next - sinceEpoch());
            }
        }
    }

    /** Cuts off all calls, those that are still to come too. */
    @Override
    public void close() {
        closed = true;
        live.forEach(call -> call.cutOff(Call.CutOff.BY_CLOSE));
        LockSupport.unpark(watcher);
    }
}
