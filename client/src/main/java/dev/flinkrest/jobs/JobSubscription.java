package dev.flinkrest.jobs;

import dev.flinkrest.jobs.JobEvent.ClusterBack;
import dev.flinkrest.jobs.JobEvent.ClusterLost;
import dev.flinkrest.jobs.JobEvent.Snapshot;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Is what one subscriber gets of a watch, one signal after the other, by an executor that runs this
 * whenever there is something to deliver. It keeps no more events than it may: a subscriber that is
 * further behind, as each is at first, is shown the newest picture instead when it asks for more.
 * Safe for use by many threads.
 */
final class JobSubscription implements Flow.Subscription, Runnable {
    private static final System.Logger LOG = System.getLogger("dev.flinkrest");

    private final Executor executor;
    private final int capacity;
    private final Consumer<JobSubscription> onEnd;
    private final Queue<JobEvent> buffer = new ArrayDeque<>();

    /** Null once it got its last signal, or wants no more. */
    private Flow.@Nullable Subscriber<? super JobEvent> subscriber;

    private JobPicture picture = JobPicture.NONE;
    private long demand;
    private long missed;
    private boolean running;
    private boolean subscribed;
    private boolean behind = true;
    private boolean begun;
    private boolean toldLost;
    private boolean complete;
    private @Nullable Throwable failure;

    /**
     * Makes a subscription; its subscriber hears of it when {@link #start} is called.
     *
     * @param onEnd is told when the subscriber wants no more
     */
    JobSubscription(
            Flow.Subscriber<? super JobEvent> subscriber,
            int capacity,
            Executor executor,
            Consumer<JobSubscription> onEnd) {
        this.subscriber = subscriber;
        this.capacity = capacity;
        this.executor = executor;
        this.onEnd = onEnd;
    }

    /**
     * Takes what is new; waits for nothing.
     *
     * @return whether {@link #start} is due, without locks that others wait for
     */
    synchronized boolean offer(List<JobEvent> events, JobPicture now) {
        if (behind) {
            picture = now;
            missed += begun ? events.size() : 0;
        } else if (buffer.size() + events.size() > capacity) {
            missed += buffer.size() + events.size();
            buffer.clear();
            behind = true;
            picture = now;
        } else {
            buffer.addAll(events);
        }
        return isDue();
    }

    private boolean isDue() {
        return !running && subscriber != null && (hasSignal() || (demand > 0 && hasEvent()));
    }

    private boolean hasSignal() {
        return !subscribed || complete;
    }

    private boolean hasEvent() {
        return !buffer.isEmpty()
                || (behind && (picture.jobs() != null || (picture.failure() != null && !toldLost)));
    }

    /** Has the executor deliver what is there. */
    void start() {
        synchronized (this) {
            if (!isDue()) {
                return;
            }
            running = true;
        }
        try {
            executor.execute(this);
        } catch (RejectedExecutionException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The executor of a subscriber to job events runs nothing more; it gets none",
                    e);
            cancel();
        }
    }

    @Override
    public void run() {
        while (deliver()) {
            // until there is nothing to deliver
        }
    }

    private boolean deliver() {
        Flow.Subscriber<? super JobEvent> to;
        JobEvent event = null;
        boolean first;
        Throwable error;
        synchronized (this) {
            to = subscriber;
            first = !subscribed;
            error = failure;
            if (to == null) {
                running = false;
                return false;
            }
            if (first) {
                subscribed = true;
            } else if (complete) {
                forget();
            } else {
                event = demand > 0 ? next() : null;
                if (event == null) {
                    running = false;
                    return false;
                }
                demand -= demand == Long.MAX_VALUE ? 0 : 1;
            }
        }
        try {
            if (first) {
                to.onSubscribe(this);
            } else if (event != null) {
                to.onNext(event);
            } else if (error != null) {
                to.onError(error);
            } else {
                to.onComplete();
            }
        } catch (RuntimeException | Error e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A subscriber to job events has thrown; it gets no more",
                    e);
            cancel();
        }
        return true;
    }

    private @Nullable JobEvent next() {
        JobEvent event = behind ? nextOfPicture() : buffer.poll();
        if (event instanceof ClusterLost) {
            toldLost = true;
        } else if (event instanceof ClusterBack) {
            toldLost = false;
        }
        return event;
    }

    private @Nullable JobEvent nextOfPicture() {
        if (picture.failure() == null && toldLost) {
            return new ClusterBack();
        }
        if (picture.jobs() == null) {
            return picture.failure() == null || toldLost
                    ? null
                    : new ClusterLost(picture.failure());
        }
        Snapshot snapshot = new Snapshot(picture.jobs(), missed);
        if (picture.failure() != null && !toldLost) {
            buffer.add(new ClusterLost(picture.failure()));
        }
        behind = false;
        begun = true;
        missed = 0;
        picture = JobPicture.NONE;
        return snapshot;
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            end(new IllegalArgumentException("requested " + n + " events; expected at least 1"));
            onEnd.accept(this);
            return;
        }
        synchronized (this) {
            demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
        }
        start();
    }

    @Override
    public void cancel() {
        synchronized (this) {
            forget();
        }
        onEnd.accept(this);
    }

    private void forget() {
        subscriber = null;
        buffer.clear();
        picture = JobPicture.NONE;
    }

    /** Ends it, with a failure or without one; what was not delivered yet is dropped. */
    void end(@Nullable Throwable why) {
        synchronized (this) {
            if (!complete) {
                complete = true;
                failure = why;
            }
        }
        start();
    }
}
