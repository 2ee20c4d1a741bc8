package dev.flinkrest.cli.jar;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.CommandFailedException;
import dev.flinkrest.cli.ExitCode;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Quantities;
import dev.flinkrest.cli.output.View;
import dev.flinkrest.id.JarId;
import dev.flinkrest.jars.JarEndpoints;
import dev.flinkrest.jars.JarInfo;
import dev.flinkrest.jars.Jars;
import dev.flinkrest.jars.PruneOptions;
import dev.flinkrest.jars.PruneResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "prune",
        description =
                "Deletes uploaded jars but for the newest of each name, or those older than a time.")
final class JarPruning extends CliCommand {
    @Option(names = "--keep", paramLabel = "NUMBER", description = "How many of each name stay.")
    private @Nullable Integer keep;

    @Option(
            names = "--older-than",
            paramLabel = "DURATION",
            description = "Delete only what was uploaded longer ago, such as 7d.")
    private @Nullable Duration olderThan;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Only print the requests that would be sent.")
    private boolean dryRun;

    /** Is what was done with one jar. */
    record Outcome(JarId id, String name, String outcome, @Nullable String request) {}

    private static final View<Outcome> OUTCOMES =
            View.<Outcome>named(one -> one.id().toString())
                    .id("ID", Outcome::id)
                    .text("NAME", Outcome::name)
                    .text("OUTCOME", Outcome::outcome);

    @Override
    protected void run(Session session) {
        if (keep == null && olderThan == null) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "say which jars stay: --keep NUMBER, --older-than DURATION, or both");
        }
        Jars jars = session.flink().jars();
        PruneResult result = jars.prune(options(true));
        if (dryRun) {
            for (JarInfo jar : result.deleted()) {
                String request = JarEndpoints.DELETE.with(jar.id()).toString();
                session.out()
                        .next(
                                new Outcome(jar.id(), jar.name(), "would be deleted", request),
                                jar.id().toString(),
                                request);
            }
            return;
        }
        if (result.deleted().isEmpty()) {
            session.out().list(List.of(), OUTCOMES, "Nothing to delete.");
            return;
        }
        session.confirm("Delete " + Quantities.count(result.deleted().size(), "jar"), yes);
        print(session, jars.prune(options(false)));
    }

    private PruneOptions options(boolean onlyLook) {
        PruneOptions.Builder options = PruneOptions.builder().dryRun(onlyLook);
        if (keep != null) {
            options.keepLast(keep);
        }
        if (olderThan != null) {
            options.olderThan(olderThan);
        }
        return options.build();
    }

    private static void print(Session session, PruneResult result) {
        List<Outcome> outcomes = new ArrayList<>();
        for (JarInfo jar : result.deleted()) {
            outcomes.add(new Outcome(jar.id(), jar.name(), "deleted", null));
        }
        result.failed()
                .forEach(
                        (jar, reason) ->
                                outcomes.add(
                                        new Outcome(
                                                jar.id(), jar.name(), "failed: " + reason, null)));
        session.out().list(outcomes, OUTCOMES, "Nothing was deleted.");
        if (!result.failed().isEmpty()) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    Quantities.count(result.failed().size(), "jar")
                            + " could not be deleted; see above");
        }
    }
}
