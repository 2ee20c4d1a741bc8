package dev.flinkrest.cli.jar;

import dev.flinkrest.jars.LaunchBuilder;
import java.util.List;
import picocli.CommandLine.Option;

/** Holds what all commands can be told that call a program which may take over state. */
public class RestoringMixin extends ProgramMixin {
    @Option(
            names = {"-n", "--allow-non-restored-state"},
            description = "Leave out state of the savepoint that the program has no place for.")
    private boolean allowNonRestoredState;

    /**
     * Tells a builder all that {@link #configure} does, and how the job starts.
     *
     * @param <B> the kind of builder
     * @param builder the builder
     * @param arguments the program's arguments
     * @return the builder
     */
    public <B extends LaunchBuilder<B>> B launch(B builder, List<String> arguments) {
        configure(builder, arguments);
        return allowNonRestoredState ? builder.allowNonRestoredState(true) : builder;
    }
}
