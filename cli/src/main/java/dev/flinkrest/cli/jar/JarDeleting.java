package dev.flinkrest.cli.jar;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.id.JarId;
import dev.flinkrest.jars.Jars;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "delete", description = "Deletes uploaded jars.")
final class JarDeleting extends CliCommand {
    @Parameters(
            arity = "1..*",
            paramLabel = "JAR",
            description = "The jars: their ids, the beginnings of them, or their names.")
    private List<String> words = List.of();

    @Option(names = "--dry-run", description = "Only print the requests that would be sent.")
    private boolean dryRun;

    /** Is a jar that was deleted, for programs. */
    record Deleted(JarId id) {}

    @Override
    protected void run(Session session) {
        Jars jars = session.flink(dryRun).jars();
        Set<JarId> ids = new LinkedHashSet<>();
        words.forEach(word -> ids.add(JarNames.find(jars, word)));
        session.each(
                List.copyOf(ids),
                id -> {
                    jars.delete(id);
                    session.out().next(new Deleted(id), id.toString(), id + "  deleted");
                });
    }
}
