package dev.flinkrest.jobs;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.jobs.JobEvent.ClusterBack;
import dev.flinkrest.jobs.JobEvent.ClusterLost;
import dev.flinkrest.rest.RestCaller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the overview of all jobs once an interval, and hands what has changed to all
 * subscribers, from the first one's coming to the last one's leaving. Run by one thread; its
 * subscribers may come and go by others.
 */
final class JobPolling implements Runnable {
    private final RestCaller rest;
    private final Duration interval;
    private final Ticker ticker;
    private final JobRestarts restarts;
    private final JobChanges changes;

    private final Set<JobSubscription> subscriptions = new LinkedHashSet<>();
    private JobPicture picture = JobPicture.NONE;
    private @Nullable Thread thread;
    private volatile boolean stopped;

    JobPolling(RestCaller rest, Duration interval, Ticker ticker) {
        this.rest = rest;
        this.interval = interval;
        this.ticker = ticker;
        this.restarts = new JobRestarts(rest, interval, ticker);
        this.changes = new JobChanges(restarts);
    }

    /**
     * Begins to hand events to a subscription, the newest picture first.
     *
     * @return false if this polling has ended
     */
    synchronized boolean add(JobSubscription subscription) {
        if (stopped) {
            return false;
        }
        subscriptions.add(subscription);
        subscription.offer(List.of(), picture);
        return true;
    }

    /**
     * Hands a subscription no more.
     *
     * @return whether it was the last
     */
    synchronized boolean remove(JobSubscription subscription) {
        return subscriptions.remove(subscription) && subscriptions.isEmpty();
    }

    @Override
    public void run() {
        synchronized (this) {
            thread = Thread.currentThread();
        }
        try {
            long begun = ticker.nanoTime();
            while (!stopped) {
                poll(begun + interval.toNanos());
                long left = begun + interval.toNanos() - ticker.nanoTime();
                if (left > 0 && !stopped) {
                    ticker.sleep(Duration.ofNanos(left));
                }
                begun = left > 0 ? begun + interval.toNanos() : ticker.nanoTime();
            }
        } catch (InterruptedException | InterruptedCallException e) {
            end(null); // stopped, or somebody wants this thread to end
        } catch (IllegalStateException e) {
            end(null); // the client is closed
        } catch (RuntimeException | Error e) {
            end(e);
        }
    }

    /**
     * Asks once.
     *
     * @param until when the next time is due
     */
    void poll(long until) {
        List<JobOverview> jobs;
        try {
            jobs = List.copyOf(rest.send(JobEndpoints.OVERVIEW.with()).jobs());
        } catch (InterruptedCallException e) {
            throw e;
        } catch (FlinkRestException e) {
            boolean first = picture.failure() == null;
            publish(
                    first ? List.of(new ClusterLost(e)) : List.of(),
                    new JobPicture(picture.jobs(), e));
            return;
        }
        boolean back = picture.failure() != null;
        jobs = changes.complete(jobs, !back);
        List<JobEvent> events = new ArrayList<>();
        if (back) {
            events.add(new ClusterBack());
        }
        events.addAll(changes.since(jobs));
        publish(events, new JobPicture(jobs, null));
        if (restarts.isLooking()) {
            publish(restarts.ask(changes::get, until), picture);
        }
    }

    private void publish(List<JobEvent> events, JobPicture now) {
        List<JobSubscription> due = new ArrayList<>();
        synchronized (this) {
            picture = now;
            for (JobSubscription subscription : subscriptions) {
                if (subscription.offer(events, now)) {
                    due.add(subscription);
                }
            }
        }
        due.forEach(JobSubscription::start);
    }

    /** Ends the polling and all its subscriptions. */
    void end(@Nullable Throwable why) {
        List<JobSubscription> ended;
        synchronized (this) {
            ended = List.copyOf(subscriptions);
            subscriptions.clear();
            stop();
        }
        ended.forEach(subscription -> subscription.end(why));
    }

    /** Ends the polling. */
    synchronized void stop() {
        stopped = true;
        if (thread != null && thread != Thread.currentThread()) {
            thread.interrupt();
        }
    }
}
