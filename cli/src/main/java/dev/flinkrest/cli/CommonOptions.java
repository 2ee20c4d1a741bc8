package dev.flinkrest.cli;

import dev.flinkrest.cli.output.Format;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/**
 * Holds the options of all commands, and what a run gave for them. They are made without
 * annotations, for reading the first of these takes as long as half of what {@code --help} does.
 */
final class CommonOptions {
    private final OptionSpec context =
            option("--context")
                    .type(String.class)
                    .paramLabel("NAME")
                    .description("The cluster, as 'context set' named it.")
                    .build();

    private final OptionSpec urls =
            option("--url")
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .splitRegex(",")
                    .paramLabel("URL")
                    .description(
                            "The cluster's REST address; those of several JobManagers with commas"
                                    + " between.")
                    .build();

    private final OptionSpec format =
            option("-o", "--output")
                    .type(Format.class)
                    .paramLabel("FORMAT")
                    .description("How results are printed: ${COMPLETION-CANDIDATES}.")
                    .build();

    private final OptionSpec noHeaders =
            option("--no-headers")
                    .type(boolean.class)
                    .description("Print tables without headings.")
                    .build();

    private final OptionSpec requestTimeout =
            option("--request-timeout")
                    .type(Duration.class)
                    .paramLabel("DURATION")
                    .description(
                            "How long one request may take, repetitions included, such as 30s.")
                    .build();

    private final OptionSpec verbose =
            option("-v", "--verbose")
                    .type(boolean.class)
                    .description("Print the server's stack trace, too, when a command fails.")
                    .build();

    private static OptionSpec.Builder option(String... names) {
        return OptionSpec.builder(names).scopeType(ScopeType.INHERIT);
    }

    /** Gives them to the first of the commands, from which the others have them. */
    void addTo(CommandSpec root) {
        for (OptionSpec own : List.of(context, urls, format, noHeaders, requestTimeout, verbose)) {
            root.addOption(own);
        }
        root.addOption(
                option("-h", "--help")
                        .type(boolean.class)
                        .usageHelp(true)
                        .description("Show this help message and exit.")
                        .build());
        root.addOption(
                option("-V", "--version")
                        .type(boolean.class)
                        .versionHelp(true)
                        .description("Print version information and exit.")
                        .build());
    }

    @Nullable String context() {
        return context.getValue();
    }

    /** Returns the URLs; none if they were not given. */
    List<String> urls() {
        List<String> given = urls.getValue();
        return given == null ? List.of() : given;
    }

    @Nullable Format format() {
        return format.getValue();
    }

    boolean headers() {
        return !Boolean.TRUE.equals(noHeaders.getValue());
    }

    @Nullable Duration requestTimeout() {
        return requestTimeout.getValue();
    }

    boolean verbose() {
        return Boolean.TRUE.equals(verbose.getValue());
    }
}
