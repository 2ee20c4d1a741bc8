package dev.flinkrest.jobs;

import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.internal.waiting.Wait;
import dev.flinkrest.jobs.checkpoints.CheckpointEndpoints;
import dev.flinkrest.jobs.checkpoints.CheckpointingStatistics;
import dev.flinkrest.jobs.checkpoints.CompletedCheckpoint;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.RestCaller;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits once for what one job shall come to; used by one thread. */
final class JobWait {
    private final RestCaller rest;
    private final JobId job;
    private final Ticker ticker;

    private @Nullable JobDetails last;
    private @Nullable Long missingSince;

    JobWait(RestCaller rest, JobId job, Ticker ticker) {
        this.rest = rest;
        this.job = job;
        this.ticker = ticker;
    }

    JobDetails allVerticesRunning(Duration timeout) {
        return until("all vertices of job " + job + " to run", JobDetails::allTasksRun, timeout);
    }

    JobDetails states(Set<JobStatus> states, Duration timeout) {
        if (states.isEmpty()) {
            throw new IllegalArgumentException("states are none; expected at least one");
        }
        String names = String.join(" or ", states.stream().map(JobStatus::name).sorted().toList());
        return until(
                "job " + job + " to be " + names, job -> states.contains(job.state()), timeout);
    }

    JobDetails terminated(Duration timeout) {
        return until("job " + job + " to end", job -> job.state().isGloballyTerminal(), timeout);
    }

    CompletedCheckpoint checkpoint(long after, Duration timeout) {
        String operation = "wait for a checkpoint of job " + job + " after " + after;
        long[] newest = {0};
        return new Wait(operation, timeout, ticker)
                .until(
                        left -> {
                            JobDetails details = details(left);
                            if (details == null) {
                                return null;
                            }
                            CompletedCheckpoint completed = latest(details, left);
                            if (completed != null && completed.id() > after) {
                                return completed;
                            }
                            newest[0] = completed == null ? 0 : completed.id();
                            requireAlive(details, operation, left);
                            return null;
                        },
                        () ->
                                howFar()
                                        + (newest[0] == 0
                                                ? "; it has no checkpoint yet; is checkpointing on?"
                                                : "; its newest checkpoint is " + newest[0]));
    }

    /** Before it runs, Flink says of every job that it has no checkpoints. */
    private @Nullable CompletedCheckpoint latest(JobDetails details, Supplier<Duration> left) {
        try {
            CheckpointingStatistics checkpoints =
                    rest.send(CheckpointEndpoints.STATISTICS.with(job).with(within(left)));
            return checkpoints.latest().completed();
        } catch (NotFoundException e) {
            if (details.state() == JobStatus.RUNNING) {
                throw e;
            }
            return null;
        }
    }

    private JobDetails until(String what, Predicate<JobDetails> wish, Duration timeout) {
        String operation = "wait for " + what;
        return new Wait(operation, timeout, ticker)
                .until(
                        left -> {
                            JobDetails details = details(left);
                            if (details == null) {
                                return null;
                            }
                            if (wish.test(details)) {
                                return details;
                            }
                            requireAlive(details, operation, left);
                            return null;
                        },
                        this::howFar);
    }

    private void requireAlive(JobDetails details, String operation, Supplier<Duration> left) {
        if (details.state().isGloballyTerminal()) {
            throw EndedJob.exception(rest, job, operation, details.state(), within(left));
        }
    }

    /**
     * Returns null while a job that was there is not: another job manager may be taking it over.
     */
    private @Nullable JobDetails details(Supplier<Duration> left) {
        try {
            last = rest.send(JobEndpoints.DETAILS.with(job).with(within(left)));
            missingSince = null;
            return last;
        } catch (NotFoundException e) {
            long now = ticker.nanoTime();
            long since = missingSince == null ? now : missingSince;
            missingSince = since;
            if (last == null || now - since >= Wait.TAKE_OVER.toNanos()) {
                throw e;
            }
            return null;
        }
    }

    private static CallOptions within(Supplier<Duration> left) {
        return CallOptions.NONE.withCallTimeout(left.get());
    }

    private String howFar() {
        JobDetails details = last;
        if (details == null) {
            return "the server did not answer";
        }
        int wanted = details.vertices().stream().mapToInt(JobVertexSummary::parallelism).sum();
        int running = details.vertices().stream().mapToInt(JobVertexSummary::runningTasks).sum();
        return String.format(
                "the job is %s, and %d of its %d tasks run%s",
                details.state(),
                running,
                wanted,
                running < wanted ? "; has the cluster enough free slots?" : "");
    }
}
