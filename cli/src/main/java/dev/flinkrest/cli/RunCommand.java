package dev.flinkrest.cli;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.cli.jar.LaunchMixin;
import dev.flinkrest.cli.jar.Uploads;
import dev.flinkrest.cli.output.Quantities;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.JobDetails;
import dev.flinkrest.jobs.JobStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        description = {
            "Uploads a jar, starts its program exactly once, and follows the job until it has ended.",
            "Ctrl-C stops following; the job goes on."
        })
final class RunCommand extends CliCommand {
    @Parameters(index = "0", paramLabel = "FILE", description = "The jar.")
    private Path file = Path.of("");

    @Parameters(
            index = "1..*",
            paramLabel = "ARG",
            description = "The program's arguments; put -- before them.")
    private List<String> arguments = List.of();

    @Mixin private LaunchMixin launch;

    @Option(names = "--detach", description = "Do not follow the job; print its id, and end.")
    private boolean detach;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "365d",
            description = "How long to follow at most; a year if not told.")
    private Duration timeout = Duration.ofDays(365);

    /** Is how a job ended, for programs. */
    record Ended(JobId jobid, JobStatus state, long duration) {}

    @Override
    protected void run(Session session) throws IOException {
        RunOptions options = launch.launch(RunOptions.builder(), arguments).build();
        FlinkRestClient flink = session.flink();
        JobId id =
                Uploads.show(
                        session,
                        file,
                        progress -> flink.jars().uploadAndRun(file, options, progress));
        if (detach) {
            session.out().value(Map.of("jobid", id), id.toString());
            return;
        }
        session.out().talk("Job " + id + " is started.");
        session.onInterrupt(
                "The job goes on. To wait for it: " + session.again() + " job wait " + id);
        JobDetails ended =
                session.out().during("job " + id, () -> flink.jobs().awaitTerminated(id, timeout));
        session.out()
                .value(
                        new Ended(id, ended.state(), ended.duration()),
                        id + "  " + ended.state() + "  " + Quantities.duration(ended.duration()));
        if (ended.state() != JobStatus.FINISHED) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "the job ended "
                            + ended.state()
                            + "; see: "
                            + session.again()
                            + " job diagnose "
                            + id);
        }
    }
}
