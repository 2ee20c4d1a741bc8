package dev.flinkrest.cli.job;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.CommandFailedException;
import dev.flinkrest.cli.ExitCode;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Quantities;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.JobEvent;
import dev.flinkrest.jobs.JobOverview;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.jobs.JobWatch;
import dev.flinkrest.jobs.Jobs;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "watch", description = "Prints what happens to jobs, as it happens, until Ctrl-C.")
final class JobWatchAll extends CliCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "JOB",
            description = "Only these jobs; without them, all.")
    private List<String> words = List.of();

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            defaultValue = "2s",
            description = "How often to look; ${DEFAULT-VALUE}.")
    private Duration interval = Duration.ofSeconds(2);

    @Option(
            names = "--until-ended",
            description = "End when all the jobs that were named have ended.")
    private boolean untilEnded;

    /** Is an event, for programs. */
    record Printed(
            String event,
            @Nullable JobOverview job,
            @Nullable JobStatus from,
            @Nullable Long restarts,
            @Nullable String failure) {}

    @Override
    protected void run(Session session) throws InterruptedException {
        Jobs jobs = session.flink().jobs();
        Set<JobId> only = new LinkedHashSet<>();
        words.forEach(word -> only.add(JobCommand.find(jobs, word)));
        if (untilEnded && only.isEmpty()) {
            throw new CommandFailedException(
                    ExitCode.USAGE, "--until-ended is about jobs; name them");
        }
        BlockingQueue<JobEvent> events = new LinkedBlockingQueue<>();
        Set<JobId> running = new LinkedHashSet<>(only);
        try (JobWatch watch = jobs.watch(interval)) {
            watch.listen(events::add);
            do {
                JobEvent next = events.take();
                if (untilEnded && next instanceof JobEvent.Snapshot first) {
                    requireThere(first, running);
                }
                for (Printed event : describe(next)) {
                    if (isWanted(event, only)) {
                        session.out().next(event, name(event), text(event));
                        forgetEnded(event, running);
                    }
                }
            } while (!untilEnded || !running.isEmpty());
        }
    }

    /** Nothing will ever be heard of a job that is not there. */
    private static void requireThere(JobEvent.Snapshot snapshot, Set<JobId> running) {
        Set<JobId> missing = new LinkedHashSet<>(running);
        snapshot.jobs().forEach(job -> missing.remove(job.jid()));
        if (!missing.isEmpty()) {
            throw new CommandFailedException(
                    ExitCode.NOT_FOUND,
                    "there is no job " + missing.iterator().next() + ", or no more");
        }
    }

    private static boolean isWanted(Printed event, Set<JobId> only) {
        return only.isEmpty() || event.job() == null || only.contains(event.job().jid());
    }

    private static void forgetEnded(Printed event, Set<JobId> running) {
        JobOverview job = event.job();
        if (job != null && (job.state().isGloballyTerminal() || event.event().equals("removed"))) {
            running.remove(job.jid());
        }
    }

    private static List<Printed> describe(JobEvent event) {
        if (event instanceof JobEvent.Snapshot snapshot) {
            return snapshot.jobs().stream().map(job -> of("present", job)).toList();
        }
        if (event instanceof JobEvent.Added added) {
            return List.of(of("added", added.job()));
        }
        if (event instanceof JobEvent.StateChanged changed) {
            return List.of(new Printed("state-changed", changed.job(), changed.from(), null, null));
        }
        if (event instanceof JobEvent.Restarted restarted) {
            return List.of(
                    new Printed("restarted", restarted.job(), null, restarted.restarts(), null));
        }
        if (event instanceof JobEvent.Removed removed) {
            return List.of(of("removed", removed.job()));
        }
        if (event instanceof JobEvent.ClusterLost lost) {
            return List.of(
                    new Printed("cluster-lost", null, null, null, lost.failure().getMessage()));
        }
        return List.of(new Printed("cluster-back", null, null, null, null));
    }

    private static Printed of(String event, JobOverview job) {
        return new Printed(event, job, null, null, null);
    }

    private static String name(Printed event) {
        return event.job() == null ? event.event() : event.job().jid().toString();
    }

    private static String text(Printed event) {
        String time = Quantities.time(System.currentTimeMillis());
        JobOverview job = event.job();
        if (job == null) {
            return time
                    + "  "
                    + event.event()
                    + (event.failure() == null ? "" : ": " + event.failure());
        }
        String what =
                switch (event.event()) {
                    case "state-changed" -> event.from() + " -> " + job.state();
                    case "restarted" ->
                            "restarted"
                                    + (event.restarts() == null
                                            ? ""
                                            : ", " + event.restarts() + " times by now");
                    case "present" -> job.state().toString();
                    default -> event.event() + ", " + job.state();
                };
        return time + "  " + job.jid() + "  " + job.name() + "  " + what;
    }
}
