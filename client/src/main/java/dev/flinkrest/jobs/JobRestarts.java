package dev.flinkrest.jobs;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.jobs.JobEvent.Restarted;
import dev.flinkrest.metrics.Metrics;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.RestCaller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how often jobs were restarted, of those only that look like it: the overview does not
 * tell, and Flink answers with what it read of its metrics some time ago. Not safe for use by many
 * threads.
 */
final class JobRestarts {
    /** How many jobs are asked for after a poll; the others wait for the next. */
    private static final int AT_ONCE = 32;

    /** Flink reads its metrics every 10 seconds, and shows them when it is asked again. */
    private static final Duration SETTLED = Duration.ofSeconds(15);

    private static final int LEAST_ASKED = 3;

    private final RestCaller rest;
    private final Duration interval;
    private final Ticker ticker;

    /** The counts that are known; one that is absent is not. */
    private final Map<JobId, Long> counts = new HashMap<>();

    private final Map<JobId, Open> open = new LinkedHashMap<>();

    /** A restart that the overview has shown, and Flink's count has not yet. */
    private static final class Open {
        private long since;
        private int asked;
        private long expected;

        /** Whether the count may have had the restart in it when it was first read. */
        private boolean unsure;

        Open(long since) {
            this.since = since;
        }
    }

    JobRestarts(RestCaller rest, Duration interval, Ticker ticker) {
        this.rest = rest;
        this.interval = interval;
        this.ticker = ticker;
    }

    /** Begins with a job that was submitted just now. */
    void begin(JobOverview job) {
        if (!job.state().isGloballyTerminal()) {
            counts.put(job.jid(), 0L);
        }
    }

    /** Begins to look for the count of a job that was restarted. */
    void look(JobOverview job) {
        open.computeIfAbsent(job.jid(), id -> new Open(ticker.nanoTime())).expected++;
    }

    /** Begins anew with a job that another job manager runs now, or that was submitted again. */
    void takenOver(JobOverview job, boolean hadEnded, List<JobEvent> events) {
        open.remove(job.jid());
        begin(job);
        if (!hadEnded) {
            events.add(new Restarted(job, null));
        }
    }

    /** Ends with a job that has ended; Flink has no metrics of it any more. */
    void end(JobOverview job, List<JobEvent> events) {
        counts.remove(job.jid());
        if (open.remove(job.jid()) != null) {
            events.add(new Restarted(job, null));
        }
    }

    /** Whether there is any job to ask for. */
    boolean isLooking() {
        return !open.isEmpty();
    }

    /**
     * Asks for the counts of jobs that were restarted.
     *
     * @param until when to leave it for the next time; one job is asked for in any case
     */
    List<JobEvent> ask(Function<JobId, @Nullable JobOverview> jobs, long until) {
        List<JobEvent> events = new ArrayList<>();
        for (JobId id : open.keySet().stream().limit(AT_ONCE).toList()) {
            Open restart = open.remove(id);
            JobOverview job = jobs.apply(id);
            if (restart == null || job == null) {
                continue;
            }
            Long count;
            try {
                count = count(id);
            } catch (InterruptedCallException e) {
                throw e;
            } catch (FlinkRestException e) {
                count = null;
            }
            restart.asked++;
            if (goesOn(job, restart, count, events)) {
                open.put(id, restart); // after those that were not asked for yet
            }
            if (ticker.nanoTime() - until >= 0) {
                break;
            }
        }
        return events;
    }

    private @Nullable Long count(JobId job) {
        var request =
                JobEndpoints.METRICS.with(job).with(CallOptions.NONE.withCallTimeout(interval));
        return RestartCount.of(new Metrics(rest).values(request, RestartCount.METRICS).values());
    }

    private boolean goesOn(
            JobOverview job, Open restart, @Nullable Long count, List<JobEvent> events) {
        Long known = counts.get(job.jid());
        if (count != null) {
            counts.put(job.jid(), count);
            if (known == null) {
                restart.unsure = count > 0;
            } else if (count > known) {
                events.add(new Restarted(job, count));
                restart.expected -= count - known;
                restart.unsure = false;
                restart.since = ticker.nanoTime();
                restart.asked = 0;
                return restart.expected > 0;
            }
        }
        if (restart.asked < LEAST_ASKED || ticker.nanoTime() - restart.since < SETTLED.toNanos()) {
            return true;
        }
        if (restart.unsure || !counts.containsKey(job.jid())) {
            events.add(new Restarted(job, counts.get(job.jid())));
        }
        return false; // what Flink does not count as a restart is none
    }
}
