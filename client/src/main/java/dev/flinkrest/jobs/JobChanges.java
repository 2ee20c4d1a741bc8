package dev.flinkrest.jobs;

import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.JobEvent.Added;
import dev.flinkrest.jobs.JobEvent.Removed;
import dev.flinkrest.jobs.JobEvent.StateChanged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what has changed in a cluster's jobs since it was asked last. Not safe for use by many
 * threads.
 */
final class JobChanges {
    private final JobRestarts restarts;
    private final Map<JobId, JobOverview> known = new HashMap<>();
    private Set<JobId> leftOut = Set.of();
    private boolean begun;

    /**
     * Makes one that knows no jobs.
     *
     * @param restarts is told which jobs to look at, and which not any more
     */
    JobChanges(JobRestarts restarts) {
        this.restarts = restarts;
    }

    /**
     * Adds, as they were last, the jobs that had not ended and that this list is the first to lack.
     * Flink leaves out of an overview each job whose job master does not answer in time.
     *
     * @param listed what the server lists
     * @param sameServer whether the server has answered the last time, too; if not, it may be
     *     another, which knows other jobs
     */
    List<JobOverview> complete(List<JobOverview> listed, boolean sameServer) {
        Set<JobId> leftOutBefore = leftOut;
        leftOut = new HashSet<>();
        if (!sameServer) {
            return listed;
        }
        Set<JobId> there = ids(listed);
        List<JobOverview> all = new ArrayList<>(listed);
        for (JobOverview job : known.values()) {
            boolean mayBeThere = !job.state().isGloballyTerminal() && !there.contains(job.jid());
            if (mayBeThere && !leftOutBefore.contains(job.jid())) {
                leftOut.add(job.jid());
                all.add(job);
            }
        }
        return List.copyOf(all);
    }

    /** Compares with what was there the last time; the first time nothing has changed. */
    List<JobEvent> since(List<JobOverview> now) {
        List<JobEvent> events = new ArrayList<>();
        for (JobOverview job : now) {
            JobOverview before = known.put(job.jid(), job);
            if (before != null) {
                compare(before, job, events);
            } else if (begun) {
                restarts.begin(job);
                events.add(new Added(job));
            }
        }
        if (known.size() != now.size()) {
            remove(now, events);
        }
        begun = true;
        return events;
    }

    /** Returns a job as it was seen last; null if it is not there. */
    @Nullable JobOverview get(JobId job) {
        return known.get(job);
    }

    private void remove(List<JobOverview> now, List<JobEvent> events) {
        Set<JobId> left = ids(now);
        known.values()
                .removeIf(
                        job -> {
                            boolean gone = !left.contains(job.jid());
                            if (gone) {
                                restarts.end(job, events);
                                events.add(new Removed(job));
                            }
                            return gone;
                        });
    }

    private static Set<JobId> ids(List<JobOverview> jobs) {
        Set<JobId> ids = new HashSet<>();
        jobs.forEach(job -> ids.add(job.jid()));
        return ids;
    }

    private void compare(JobOverview before, JobOverview job, List<JobEvent> events) {
        boolean sameRun = before.startTime() == job.startTime();
        if (sameRun && before.state().isGloballyTerminal() && !job.state().isGloballyTerminal()) {
            known.put(job.jid(), before); // Flink lists it twice while it ends
            return;
        }
        if (!sameRun) {
            restarts.takenOver(job, before.state().isGloballyTerminal(), events);
        } else if (RestartSigns.between(before, job)) {
            restarts.look(job);
        }
        if (job.state().isGloballyTerminal()) {
            restarts.end(job, events);
        }
        if (before.state() != job.state()) {
            events.add(new StateChanged(job, before.state()));
        }
    }
}
