package dev.flinkrest.cli.jar;

import dev.flinkrest.id.JarId;
import dev.flinkrest.jars.Jars;
import java.util.List;
import picocli.CommandLine.Parameters;

/** Holds which program of an uploaded jar is meant, and its arguments. */
final class UploadedProgramMixin {
    @Parameters(
            index = "0",
            paramLabel = "JAR",
            description = "The jar: its id, the beginning of it, or its name.")
    private String jar = "";

    @Parameters(
            index = "1..*",
            paramLabel = "ARG",
            description = "The program's arguments; put -- before them.")
    private List<String> arguments = List.of();

    JarId find(Jars jars) {
        return JarNames.find(jars, jar);
    }

    List<String> arguments() {
        return arguments;
    }
}
