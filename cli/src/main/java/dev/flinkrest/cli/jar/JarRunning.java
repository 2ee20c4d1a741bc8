package dev.flinkrest.cli.jar;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.Jars;
import dev.flinkrest.jars.RunOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "run",
        description =
                "Starts the program of an uploaded jar exactly once, and prints the job's id.")
final class JarRunning extends CliCommand {
    @Mixin private UploadedProgramMixin uploaded;
    @Mixin private LaunchMixin launch;

    @Override
    protected void run(Session session) {
        Jars jars = session.flink().jars();
        JobId id =
                jars.run(
                        uploaded.find(jars),
                        launch.launch(RunOptions.builder(), uploaded.arguments()).build());
        session.out().value(new Started(id), id.toString());
    }

    /** Is a job that was started, for programs. */
    record Started(@JsonProperty("jobid") JobId jobid) {}
}
