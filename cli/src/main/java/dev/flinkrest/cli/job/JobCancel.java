package dev.flinkrest.cli.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.TimeoutMixin;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.jobs.Jobs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "cancel",
        description = "Cancels jobs, without a savepoint, and waits until they have ended.")
final class JobCancel extends JobsCommand {
    @Option(names = "--no-wait", description = "Do not wait until they have ended.")
    private boolean noWait;

    @Mixin private TimeoutMixin limit;

    /** Is a job that was cancelled, for programs. */
    record Cancelled(@JsonProperty("jid") JobId jid, JobStatus state) {}

    @Override
    String verb() {
        return "Cancel";
    }

    @Override
    void end(Session session, Jobs jobs, JobId id) {
        jobs.terminate(id);
        JobStatus state = JobStatus.CANCELLING;
        if (!noWait) {
            session.onInterrupt(
                    "The job is being cancelled. To wait for it: "
                            + session.again()
                            + " job wait "
                            + id
                            + " --for ended");
            state =
                    session.out()
                            .during(
                                    "cancelling job " + id,
                                    () -> jobs.awaitTerminated(id, limit.timeout()).state());
        }
        session.out().next(new Cancelled(id, state), id.toString(), id + "  " + state);
    }
}
