package dev.flinkrest.cli.jar;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.id.ApplicationId;
import dev.flinkrest.jars.Jars;
import dev.flinkrest.jars.RunApplicationOptions;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "run-application",
        description = "Starts the program of an uploaded jar as an application (2.3).")
final class JarRunningApplication extends CliCommand {
    @Parameters(
            index = "0",
            paramLabel = "JAR",
            description = "The jar: its id, the beginning of it, or its name.")
    private String jar = "";

    @Parameters(index = "1..*", paramLabel = "ARG", description = "The program's arguments.")
    private List<String> arguments = List.of();

    @Mixin private LaunchMixin launch;

    /** Is an application that was started, for programs. */
    record Started(@JsonProperty("applicationid") ApplicationId applicationid) {}

    @Override
    protected void run(Session session) {
        Jars jars = session.flink().jars();
        ApplicationId id =
                jars.runApplication(
                        JarNames.find(jars, jar),
                        launch.launch(RunApplicationOptions.builder(), arguments).build());
        session.out().value(new Started(id), id.toString());
    }
}
