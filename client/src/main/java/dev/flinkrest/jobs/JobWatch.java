package dev.flinkrest.jobs;

import dev.flinkrest.internal.util.Check;
import dev.flinkrest.internal.util.Daemons;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.rest.RestCaller;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches the jobs of a cluster for any number of subscribers: asks {@code GET /jobs/overview} once
 * an interval while there are any, and tells each what has changed. Safe for use by many threads.
 *
 * <p>A subscriber first gets a {@link JobEvent.Snapshot} of all jobs, whenever it comes, then what
 * changes, in order; a {@link JobEvent.ClusterLost} instead if the cluster cannot be asked. Between
 * two polls a job may go through several states; what the later overview still shows of it is told:
 * the state it came to, and that it was restarted. For the count of restarts, the metrics of jobs
 * that were restarted are asked for, of 32 jobs an interval at the most; while no job restarts, an
 * interval costs one request.
 *
 * <p>A subscriber is called by one thread at a time, and holds up neither the watch nor the others.
 * If it is slow, events wait in its buffer; when there are more than that holds, a new {@link
 * JobEvent.Snapshot} takes their place. One that throws gets no more; a plain listener does.
 *
 * <p>One daemon thread asks. It ends with the last subscription, with {@link #close}, and when the
 * client is closed. Then the subscribers get {@code onComplete}.
 */
public final class JobWatch implements Flow.Publisher<JobEvent>, AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.flinkrest");
    private static final int MAX_THREADS = 8;

    private final RestCaller rest;
    private final Duration interval;
    private final Ticker ticker;
    private @Nullable ExecutorService deliveries;
    private @Nullable JobPolling polling;
    private boolean closed;

    JobWatch(RestCaller rest, Duration interval, Ticker ticker) {
        this.rest = rest;
        this.interval = Check.positive("interval", interval);
        this.ticker = ticker;
    }

    /** Is a listener's connection with a watch. Safe for use by many threads. */
    public interface Listening extends AutoCloseable {

        /** Ends it: the listener gets no more. May be called more than once. */
        @Override
        void close();
    }

    /**
     * Calls a listener with each event, with {@link DeliveryOptions#DEFAULTS}.
     *
     * @param listener is called; what it throws is logged
     * @return ends it when closed; it also ends with this watch
     * @throws IllegalStateException if this watch or the client is closed
     */
    public Listening listen(Consumer<? super JobEvent> listener) {
        return listen(listener, DeliveryOptions.DEFAULTS);
    }

    /**
     * Calls a listener with each event.
     *
     * @param listener is called; what it throws is logged
     * @param options how it gets its events
     * @return ends it when closed; it also ends with this watch
     * @throws IllegalStateException if this watch or the client is closed
     */
    public Listening listen(Consumer<? super JobEvent> listener, DeliveryOptions options) {
        Objects.requireNonNull(listener, "listener");
        requireClient();
        JobSubscription subscription = begin(new Listener(listener), options);
        if (subscription == null) {
            throw new IllegalStateException("the watch is closed");
        }
        subscription.start();
        return subscription::cancel;
    }

    /**
     * Begins to hand events to a subscriber as it requests them, with {@link
     * DeliveryOptions#DEFAULTS}.
     *
     * @param subscriber gets the events; completed at once if this watch is closed
     */
    @Override
    public void subscribe(Flow.Subscriber<? super JobEvent> subscriber) {
        subscribe(subscriber, DeliveryOptions.DEFAULTS);
    }

    /**
     * Begins to hand events to a subscriber as it requests them.
     *
     * @param subscriber gets the events; completed at once if this watch is closed
     * @param options how it gets its events
     */
    public void subscribe(Flow.Subscriber<? super JobEvent> subscriber, DeliveryOptions options) {
        Objects.requireNonNull(subscriber, "subscriber");
        JobSubscription subscription = begin(subscriber, options);
        if (subscription == null) {
            subscription = new JobSubscription(subscriber, 1, Runnable::run, ended -> {});
            subscription.end(null);
        } else {
            subscription.start();
        }
    }

    private void requireClient() {
        try {
            rest.pause(Duration.ZERO); // says so if it is closed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // which keeps nobody from listening
        }
    }

    /** Calls a consumer for all there is. */
    private record Listener(Consumer<? super JobEvent> consumer)
            implements Flow.Subscriber<JobEvent> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(JobEvent event) {
            try {
                consumer.accept(event);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "A listener to job events has thrown", e);
            }
        }

        @Override
        public void onError(Throwable failure) {
            LOG.log(System.Logger.Level.WARNING, "Jobs are watched no more", failure);
        }

        @Override
        public void onComplete() {}
    }

    private synchronized @Nullable JobSubscription begin(
            Flow.Subscriber<? super JobEvent> subscriber, DeliveryOptions options) {
        if (closed) {
            return null;
        }
        Executor executor = options.executor() == null ? deliveries() : options.executor();
        JobPolling source = polling;
        if (source != null) {
            JobSubscription subscription = subscription(subscriber, options, executor, source);
            if (source.add(subscription)) {
                return subscription;
            }
        }
        JobPolling begun = new JobPolling(new WatchCaller(rest), interval, ticker);
        JobSubscription subscription = subscription(subscriber, options, executor, begun);
        begun.add(subscription);
        polling = begun;
        Daemons.thread("flink-job-watch", () -> run(begun)).start();
        return subscription;
    }

    private void run(JobPolling begun) {
        begun.run();
        synchronized (this) {
            if (polling == begun) {
                polling = null; // it ended by itself, with the client
            }
            if (polling == null && deliveries != null) {
                deliveries.shutdown(); // when all have got their last signal
                deliveries = null;
            }
        }
    }

    private JobSubscription subscription(
            Flow.Subscriber<? super JobEvent> subscriber,
            DeliveryOptions options,
            Executor executor,
            JobPolling source) {
        return new JobSubscription(
                subscriber, options.buffer(), executor, ended -> remove(source, ended));
    }

    private Executor deliveries() {
        if (deliveries == null) {
            deliveries = Daemons.executor("flink-job-events", MAX_THREADS);
        }
        ExecutorService threads = deliveries;
        return delivery -> {
            try {
                threads.execute(delivery);
            } catch (RejectedExecutionException e) { // the watch ended just now; this is the last
                Daemons.thread("flink-job-events-end", delivery).start();
            }
        };
    }

    private synchronized void remove(JobPolling source, JobSubscription subscription) {
        if (source.remove(subscription) && polling == source) {
            polling = null;
            source.stop();
        }
    }

    /**
     * Ends all subscriptions: their subscribers get {@code onComplete}, and no event that is not
     * delivered yet. May be called more than once.
     */
    @Override
    public void close() {
        JobPolling ended;
        synchronized (this) {
            closed = true;
            ended = polling;
            polling = null;
        }
        if (ended != null) {
            ended.end(null);
        }
    }
}
