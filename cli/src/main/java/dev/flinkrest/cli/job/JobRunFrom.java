package dev.flinkrest.cli.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.CommandFailedException;
import dev.flinkrest.cli.ExitCode;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.jar.JarNames;
import dev.flinkrest.cli.jar.RestoringMixin;
import dev.flinkrest.cli.jar.Uploads;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.ClaimMode;
import dev.flinkrest.jars.Jars;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.Jobs;
import dev.flinkrest.jobs.checkpoints.CompletedCheckpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run-from",
        description = {
            "Starts a program from a savepoint or retained checkpoint: a path, or the newest of a job, which"
                    + " may have ended.",
            "Prints the new job's id."
        })
final class JobRunFrom extends CliCommand {
    @Parameters(
            index = "0",
            paramLabel = "SOURCE",
            description = "A path or URI of a savepoint or checkpoint, or a job.")
    private String source = "";

    @Parameters(index = "1", paramLabel = "JAR", description = "A file, or an uploaded jar.")
    private String jar = "";

    @Parameters(
            index = "2..*",
            paramLabel = "ARG",
            description = "The program's arguments; put -- before them.")
    private List<String> arguments = List.of();

    @Mixin private RestoringMixin program;

    @Option(
            names = "--claim-mode",
            paramLabel = "MODE",
            description = "Who owns the savepoint's files (1.15): ${COMPLETION-CANDIDATES}.")
    private @Nullable ClaimMode claimMode;

    /** Is a job that was started, for programs. */
    record Started(@JsonProperty("jobid") JobId jobid, String from) {}

    @Override
    protected void run(Session session) throws IOException {
        String path = path(session.flink().jobs());
        RunOptions.Builder builder =
                program.launch(RunOptions.builder(), arguments).savepointPath(path);
        if (claimMode != null) {
            builder.claimMode(claimMode);
        }
        RunOptions options = builder.build();
        Jars jars = session.flink().jars();
        JobId id =
                JarNames.isFile(jar)
                        ? Uploads.show(
                                session,
                                Path.of(jar),
                                progress -> jars.uploadAndRun(Path.of(jar), options, progress))
                        : jars.run(JarNames.find(jars, jar), options);
        session.out().talk("Started from " + path);
        session.out().value(new Started(id, path), id.toString());
    }

    /** Returns the path, or that of the newest that a job has made and not thrown away. */
    private String path(Jobs jobs) {
        if (source.indexOf('/') >= 0) {
            return source;
        }
        JobId id = JobCommand.find(jobs, source);
        return jobs.getCheckpoints(id).history().stream()
                .filter(CompletedCheckpoint.class::isInstance)
                .map(CompletedCheckpoint.class::cast)
                .filter(one -> !one.discarded())
                .sorted(Comparator.comparingLong(CompletedCheckpoint::id).reversed())
                .map(one -> String.valueOf(one.externalPath()))
                // what lies in no file says so in words
                .filter(place -> place.indexOf('/') >= 0)
                .findFirst()
                .orElseThrow(
                        () ->
                                new CommandFailedException(
                                        ExitCode.NOT_FOUND,
                                        "job "
                                                + id
                                                + " has neither a savepoint nor a retained checkpoint"));
    }
}
