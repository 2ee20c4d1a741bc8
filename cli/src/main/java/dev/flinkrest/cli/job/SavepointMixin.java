package dev.flinkrest.cli.job;

import dev.flinkrest.jobs.SavepointFormat;
import dev.flinkrest.jobs.TriggerBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Holds what all commands that make a savepoint can be told. */
final class SavepointMixin {
    @Option(
            names = {"-d", "--target-directory"},
            paramLabel = "DIRECTORY",
            description =
                    "Where the savepoint is written; without it, where the cluster keeps them.")
    private @Nullable String directory;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "Its format (1.15): ${COMPLETION-CANDIDATES}.")
    private @Nullable SavepointFormat format;

    /** Tells a builder. */
    <B extends TriggerBuilder<B>> B configure(B builder) {
        if (directory != null) {
            builder.targetDirectory(directory);
        }
        if (format != null) {
            builder.formatType(format);
        }
        return builder;
    }
}
