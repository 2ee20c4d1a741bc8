package dev.flinkrest.cli.jar;

import dev.flinkrest.jars.ProgramBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Holds what all commands that call a program can be told. */
public class ProgramMixin {
    @Option(
            names = {"-c", "--entry-class"},
            paramLabel = "CLASS",
            description =
                    "The class whose main is called; without it, the one that the manifest names.")
    private @Nullable String entryClass;

    @Option(
            names = {"-p", "--parallelism"},
            paramLabel = "NUMBER",
            description = "The parallelism of what does not set its own.")
    private @Nullable Integer parallelism;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            mapFallbackValue = "",
            description = "Configuration of the job (1.17); may be repeated.")
    private Map<String, String> configuration = new LinkedHashMap<>();

    /**
     * Tells a builder.
     *
     * @param <B> the kind of builder
     * @param builder the builder
     * @param arguments the program's arguments
     * @return the builder
     */
    public <B extends ProgramBuilder<B>> B configure(B builder, List<String> arguments) {
        if (entryClass != null) {
            builder.entryClass(entryClass);
        }
        if (parallelism != null) {
            builder.parallelism(parallelism);
        }
        configuration.forEach(builder::flinkConfiguration);
        return builder.arguments(arguments);
    }
}
