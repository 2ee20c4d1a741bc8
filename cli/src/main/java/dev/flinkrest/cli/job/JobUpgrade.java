package dev.flinkrest.cli.job;

import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.jar.JarNames;
import dev.flinkrest.cli.jar.RestoringMixin;
import dev.flinkrest.cli.output.Output;
import dev.flinkrest.cli.output.Progress;
import dev.flinkrest.cli.output.Style;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.Jars;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.StopOptions;
import dev.flinkrest.jobs.UpgradeEvent;
import dev.flinkrest.jobs.UpgradeOptions;
import dev.flinkrest.jobs.UpgradeResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "upgrade",
        description = {
            "Stops a job with a savepoint, starts a new version from it, and waits until that runs; if it does"
                    + " not come up, starts the old version again.",
            "The same command, given again after it was interrupted, goes on where it was."
        })
final class JobUpgrade extends JobCommand {
    @Parameters(
            index = "1",
            paramLabel = "JAR",
            description = "The new version: a file, or an uploaded jar.")
    private String jar = "";

    @Parameters(
            index = "2..*",
            paramLabel = "ARG",
            description = "The new program's arguments; put -- before them.")
    private List<String> arguments = List.of();

    @Mixin private RestoringMixin program;

    @ArgGroup(multiplicity = "1")
    private Way way = new Way();

    /** Is what happens when the new version does not come up. */
    static final class Way {
        @Option(
                names = "--no-rollback",
                description = "If the new version does not come up, run neither.")
        private boolean none;

        @ArgGroup(exclusive = false)
        private @Nullable Old old;
    }

    /** Is what runs now. */
    static final class Old {
        @Option(
                names = "--old-jar",
                required = true,
                paramLabel = "JAR",
                description = "What runs now, for the way back: a file, or an uploaded jar.")
        private String jar = "";

        @Option(
                names = "--old-arg",
                paramLabel = "ARG",
                description = "An argument that it was started with; repeated for each.")
        private List<String> arguments = List.of();

        @Option(
                names = "--old-entry-class",
                paramLabel = "CLASS",
                description = "The class that it was started with.")
        private @Nullable String entryClass;

        @Option(
                names = "--old-parallelism",
                paramLabel = "NUMBER",
                description = "The parallelism that it was started with.")
        private @Nullable Integer parallelism;

        RunOptions options() {
            RunOptions.Builder options = RunOptions.builder().arguments(arguments);
            if (entryClass != null) {
                options.entryClass(entryClass);
            }
            if (parallelism != null) {
                options.parallelism(parallelism);
            }
            return options.build();
        }
    }

    @Mixin private SavepointMixin savepoint;

    @Option(names = "--drain", description = "Drain the job as it stops.")
    private boolean drain;

    @Option(names = "--stateless", description = "Cancel the job; the new version begins empty.")
    private boolean stateless;

    @Option(
            names = "--await-checkpoint",
            description = "Count the new version as up when it has completed a checkpoint.")
    private boolean awaitCheckpoint;

    @Option(names = "--keep-old-jar", description = "Do not delete the uploaded jar of --old-jar.")
    private boolean keepOldJar;

    @Option(
            names = "--stop-timeout",
            paramLabel = "DURATION",
            defaultValue = "10m",
            description = "How long the stop may take; ${DEFAULT-VALUE}.")
    private Duration stopTimeout = Duration.ofMinutes(10);

    @Option(
            names = "--start-timeout",
            paramLabel = "DURATION",
            defaultValue = "5m",
            description = "How long the start may take; ${DEFAULT-VALUE}.")
    private Duration startTimeout = Duration.ofMinutes(5);

    @Override
    void run(Session session, JobId id) throws IOException {
        Jars jars = session.flink().jars();
        RunOptions run = program.launch(RunOptions.builder(), arguments).build();
        UpgradeOptions.Builder options = UpgradeOptions.builder();
        if (JarNames.isFile(jar)) {
            options.newVersion(Path.of(jar), run);
        } else {
            options.newVersion(JarNames.find(jars, jar), run);
        }
        Old old = way.old;
        if (way.none || old == null) {
            options.withoutRollback();
        } else if (JarNames.isFile(old.jar)) {
            options.oldVersion(Path.of(old.jar), old.options());
        } else {
            options.oldVersion(JarNames.find(jars, old.jar), old.options());
        }
        StopOptions.Builder stop = savepoint.configure(StopOptions.builder());
        if (drain) {
            stop.drain(true);
        }
        options.stop(stop.build()).stopTimeout(stopTimeout).startTimeout(startTimeout);
        if (stateless) {
            options.stateless();
        }
        if (awaitCheckpoint) {
            options.awaitCheckpoint();
        }
        if (keepOldJar) {
            options.keepOldJar();
        }
        session.onInterrupt(
                "The upgrade is not done. The same command goes on with it; the job's id is "
                        + id
                        + ".");
        UpgradeResult result;
        try (Steps steps = new Steps(session.out())) {
            result = session.flink().jobs().upgrade(id, options.listener(steps).build());
        }
        session.out().value(result, result.job().toString());
    }

    /** Shows on a terminal which step it is at. */
    private static final class Steps implements Consumer<UpgradeEvent>, AutoCloseable {
        private final Output out;
        private @Nullable Progress progress;

        Steps(Output out) {
            this.out = out;
        }

        @Override
        public void accept(UpgradeEvent event) {
            close();
            String step = event.step().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            String text = event.detail().isEmpty() ? step : step + ": " + event.detail();
            switch (event.phase()) {
                case BEGUN -> progress = out.progress(text);
                case DONE -> out.step(out.glyph("✓", "ok"), Style.GOOD, text);
                case FAILED -> out.step(out.glyph("✗", "failed"), Style.BAD, text);
            }
        }

        @Override
        public void close() {
            if (progress != null) {
                progress.close();
                progress = null;
            }
        }
    }
}
