package dev.flinkrest.cli.process;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.logs.LogMixin;
import dev.flinkrest.cli.logs.LogPrinter;
import dev.flinkrest.cli.output.Quantities;
import dev.flinkrest.cli.output.View;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.logs.LogFile;
import dev.flinkrest.logs.LogInfo;
import dev.flinkrest.monitoring.logs.LogSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the logs of one process. */
final class LogFilesMixin {
    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "A log file of the process; without it, the main log.")
    private @Nullable String file;

    @Option(names = "--list", description = "List which log files there are.")
    private boolean list;

    @Option(
            names = "--download",
            paramLabel = "PATH",
            description = "Write the log to this file, or into this directory.")
    private @Nullable Path target;

    @Mixin private LogMixin log;

    private static final View<LogInfo> FILES =
            View.named(LogInfo::name)
                    .text("NAME", LogInfo::name)
                    .number("SIZE", info -> Quantities.bytes(info.size()))
                    .column("CHANGED", info -> Quantities.time(info.mtime()));

    /** Does what the options say. */
    void print(
            Session session,
            LogSource main,
            Supplier<List<LogInfo>> all,
            Function<FlinkRestClient, LogFile> mainFile,
            BiFunction<FlinkRestClient, String, LogFile> named)
            throws IOException {
        if (list) {
            session.out().list(all.get(), FILES, "No log files.");
            return;
        }
        Function<FlinkRestClient, LogFile> whole =
                file == null ? mainFile : flink -> named.apply(flink, file);
        if (target != null) {
            LogPrinter.download(session, whole, () -> size(all), target);
        } else {
            LogSource source = file == null ? main : main.file(file);
            new LogPrinter(session, log).print(source, () -> whole.apply(session.flink()));
        }
    }

    /** Returns how long the log is, as the list of them says; 0 if that does not tell. */
    private long size(Supplier<List<LogInfo>> all) {
        try {
            List<LogInfo> alike = all.get().stream().filter(info -> isIt(info.name())).toList();
            return alike.size() == 1 ? alike.get(0).size() : 0;
        } catch (FlinkRestException e) {
            return 0; // the download can do without
        }
    }

    /** Flink says under what name it has its main log to nobody; but most have one log alone. */
    private boolean isIt(String name) {
        return file == null ? name.endsWith(".log") : name.equals(file);
    }
}
