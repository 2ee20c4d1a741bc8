package dev.flinkrest.jobs;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.JobEndedException;
import dev.flinkrest.error.SerializedThrowable;
import dev.flinkrest.id.JobId;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.internal.waiting.Wait;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.RestCaller;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Waits for what one job shall come to. */
final class JobWait {
    private final RestCaller rest;
    private final JobId job;
    private final Ticker ticker;

    JobWait(RestCaller rest, JobId job, Ticker ticker) {
        this.rest = rest;
        this.job = job;
        this.ticker = ticker;
    }

    JobDetails allVerticesRunning(Duration timeout) {
        String operation = "wait for all vertices of job " + job + " to run";
        AtomicReference<@Nullable JobDetails> last = new AtomicReference<>();
        return new Wait(operation, timeout, ticker)
                .until(
                        left -> {
                            JobDetails details = details(left);
                            last.set(details);
                            if (details.state().isGloballyTerminal()) {
                                throw ended(operation, details.state(), left);
                            }
                            return details.allTasksRun() ? details : null;
                        },
                        () -> howFar(last.get()));
    }

    private JobDetails details(Duration left) {
        return rest.send(
                JobEndpoints.DETAILS.with(job).with(CallOptions.NONE.withCallTimeout(left)));
    }

    private static String howFar(@Nullable JobDetails details) {
        if (details == null) {
            return "the server did not answer";
        }
        int wanted = details.vertices().stream().mapToInt(JobVertexSummary::parallelism).sum();
        int running = details.vertices().stream().mapToInt(JobVertexSummary::runningTasks).sum();
        return String.format(
                "the job is %s, and %d of its %d tasks run; has the cluster enough free slots?",
                details.state(), running, wanted);
    }

    private JobEndedException ended(String operation, JobStatus state, Duration left) {
        JobEndedException ended;
        try {
            ended = new JobEndedException(operation, state.name(), newestFailure(left));
        } catch (FlinkRestException e) {
            ended = new JobEndedException(operation, state.name(), null);
            ended.addSuppressed(e);
        }
        return ended;
    }

    private @Nullable SerializedThrowable newestFailure(Duration left) {
        JobExceptions exceptions =
                rest.send(
                        JobEndpoints.EXCEPTIONS
                                .with(job)
                                .with(CallOptions.NONE.withCallTimeout(left)));
        List<RootExceptionInfo> newestFirst = exceptions.exceptionHistory().entries();
        if (!newestFirst.isEmpty()) {
            RootExceptionInfo newest = newestFirst.get(0);
            return new SerializedThrowable(newest.exceptionName(), newest.stacktrace(), null);
        }
        String root = exceptions.rootException();
        return root == null ? null : new SerializedThrowable(null, root, null);
    }
}
