package dev.flinkrest.cli.logs;

import dev.flinkrest.cli.CommandFailedException;
import dev.flinkrest.cli.ExitCode;
import dev.flinkrest.monitoring.logs.LogLevel;
import dev.flinkrest.monitoring.logs.LogQuery;
import dev.flinkrest.monitoring.logs.LogSource;
import java.util.Collection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Holds what all commands that print logs can be told. */
public final class LogMixin {
    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is added, past rotation and outages, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--tail"},
            paramLabel = "LINES",
            description = "Only the last lines.")
    private @Nullable Integer tail;

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            description = "Only entries of this level or worse: ${COMPLETION-CANDIDATES}.")
    private @Nullable LogLevel level;

    @Option(names = "--grep", paramLabel = "REGEX", description = "Only entries that match.")
    private @Nullable Pattern pattern;

    boolean follows() {
        return follow;
    }

    @Nullable Integer tail() {
        return tail;
    }

    boolean searches() {
        return level != null || pattern != null;
    }

    LogQuery query(Collection<LogSource> sources) {
        LogQuery.Builder query = LogQuery.builder().in(sources);
        if (level != null) {
            query.atLeast(level);
        }
        if (pattern != null) {
            query.matching(pattern);
        }
        if (tail != null) {
            query.limit(tail);
        }
        return query.build();
    }

    /** Checks what does not go together. */
    void check() {
        if (follow && searches()) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "--follow does not go with --level and --grep; pipe what it prints to grep instead");
        }
    }
}
