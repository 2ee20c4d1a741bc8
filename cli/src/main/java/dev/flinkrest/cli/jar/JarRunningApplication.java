package dev.flinkrest.cli.jar;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.id.ApplicationId;
import dev.flinkrest.jars.Jars;
import dev.flinkrest.jars.RunApplicationOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "run-application",
        description = "Starts the program of an uploaded jar as an application (2.3).")
final class JarRunningApplication extends CliCommand {
    @Mixin private UploadedProgramMixin uploaded;
    @Mixin private LaunchMixin launch;

    /** Is an application that was started, for programs. */
    record Started(@JsonProperty("applicationid") ApplicationId applicationid) {}

    @Override
    protected void run(Session session) {
        Jars jars = session.flink().jars();
        ApplicationId id =
                jars.runApplication(
                        uploaded.find(jars),
                        launch.launch(RunApplicationOptions.builder(), uploaded.arguments())
                                .build());
        session.out().value(new Started(id), id.toString());
    }
}
