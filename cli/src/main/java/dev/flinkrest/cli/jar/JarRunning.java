package dev.flinkrest.cli.jar;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.Jars;
import dev.flinkrest.jars.RunOptions;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        description =
                "Starts the program of an uploaded jar exactly once, and prints the job's id.")
final class JarRunning extends CliCommand {
    @Parameters(
            index = "0",
            paramLabel = "JAR",
            description = "The jar: its id, the beginning of it, or its name.")
    private String jar = "";

    @Parameters(index = "1..*", paramLabel = "ARG", description = "The program's arguments.")
    private List<String> arguments = List.of();

    @Mixin private LaunchMixin launch;

    @Override
    protected void run(Session session) {
        Jars jars = session.flink().jars();
        JobId id =
                jars.run(
                        JarNames.find(jars, jar),
                        launch.launch(RunOptions.builder(), arguments).build());
        session.out().value(new Started(id), id.toString());
    }

    /** Is a job that was started, for programs. */
    record Started(@JsonProperty("jobid") JobId jobid) {}
}
