package dev.flinkrest.cli.process;

import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Quantities;
import dev.flinkrest.cli.output.View;
import dev.flinkrest.diagnostics.Profiler;
import dev.flinkrest.diagnostics.ProfilingInfo;
import dev.flinkrest.diagnostics.ProfilingMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Option;

/** Profiles a process, or lists its profilings. */
final class ProfileMixin {
    private static final Duration GRACE = Duration.ofMinutes(1);

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "What is profiled: ${COMPLETION-CANDIDATES}.")
    private ProfilingMode mode = ProfilingMode.ITIMER;

    @Option(
            names = "--duration",
            paramLabel = "DURATION",
            defaultValue = "30s",
            description = "For how long; ${DEFAULT-VALUE}.")
    private Duration duration = Duration.ofSeconds(30);

    @Option(
            names = "--download",
            paramLabel = "PATH",
            description = "Where to write: a file, or a directory; the current one if not told.")
    private Path target = Path.of(".");

    @Option(names = "--list", description = "List the profilings that the process remembers.")
    private boolean list;

    private static final View<ProfilingInfo> PROFILINGS =
            View.<ProfilingInfo>named(info -> String.valueOf(info.outputFile()))
                    .column("TRIGGERED", info -> Quantities.time(info.triggerTime()))
                    .column("MODE", ProfilingInfo::mode)
                    .state("STATUS", ProfilingInfo::status)
                    .number("SECONDS", ProfilingInfo::duration)
                    .text("FILE", ProfilingInfo::outputFile)
                    .text("MESSAGE", ProfilingInfo::message);

    void run(Session session, Profiler profiler, String process) throws IOException {
        if (list) {
            session.out().list(profiler.all(), PROFILINGS, "No profilings.");
            return;
        }
        ProfilingInfo done =
                session.await(
                        profiler.start(mode, duration),
                        "profiling of " + process,
                        null,
                        duration.plus(GRACE));
        String name = String.valueOf(done.outputFile());
        Path file = target;
        if (Files.isDirectory(target)) {
            file = profiler.downloadInto(name, target);
        } else {
            profiler.download(name, target);
        }
        session.out().value(Map.of("file", file.toString()), file.toString());
    }
}
