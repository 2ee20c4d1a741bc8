package dev.flinkrest.jobs;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.JobEndedException;
import dev.flinkrest.error.SerializedThrowable;
import dev.flinkrest.id.JobId;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.RestCaller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says of a job that has ended why it has. */
final class EndedJob {
    private EndedJob() {}

    /**
     * Makes the exception, and if the job has failed, asks the server why. What a job recovered
     * from before it ended otherwise is no reason of its end.
     *
     * @param operation what was waited for
     * @param state the state that the job ended in
     * @throws InterruptedCallException if the thread is interrupted
     */
    static JobEndedException exception(
            RestCaller rest, JobId job, String operation, JobStatus state, CallOptions options) {
        if (state != JobStatus.FAILED) {
            return new JobEndedException(operation, state.name(), null);
        }
        try {
            return new JobEndedException(
                    operation, state.name(), newestFailure(rest, job, options));
        } catch (InterruptedCallException e) {
            throw e;
        } catch (FlinkRestException e) {
            var ended = new JobEndedException(operation, state.name(), null);
            ended.addSuppressed(e);
            return ended;
        }
    }

    private static @Nullable SerializedThrowable newestFailure(
            RestCaller rest, JobId job, CallOptions options) {
        JobExceptions exceptions = rest.send(JobEndpoints.EXCEPTIONS.with(job).with(options));
        List<RootExceptionInfo> newestFirst = exceptions.exceptionHistory().entries();
        if (!newestFirst.isEmpty()) {
            RootExceptionInfo newest = newestFirst.get(0);
            return new SerializedThrowable(newest.exceptionName(), newest.stacktrace(), null);
        }
        String root = exceptions.rootException();
        return root == null ? null : new SerializedThrowable(null, root, null);
    }
}
