package dev.flinkrest.cli.jar;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Quantities;
import dev.flinkrest.cli.output.View;
import dev.flinkrest.jars.JarEntry;
import dev.flinkrest.jars.JarInfo;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

@Command(name = "list", description = "Lists the uploaded jars, the newest first.")
final class JarListing extends CliCommand {
    static final View<JarInfo> JARS =
            View.<JarInfo>named(jar -> jar.id().toString())
                    .id("ID", JarInfo::id)
                    .text("NAME", JarInfo::name)
                    .column("UPLOADED", jar -> Quantities.time(jar.uploaded()))
                    .text(
                            "ENTRY CLASS",
                            jar ->
                                    jar.entry().isEmpty()
                                            ? null
                                            : jar.entry().stream()
                                                    .map(JarEntry::name)
                                                    .collect(Collectors.joining(", ")));

    @Override
    protected void run(Session session) {
        List<JarInfo> jars =
                session.flink().jars().all().files().stream()
                        .sorted(Comparator.comparingLong(JarInfo::uploaded).reversed())
                        .toList();
        session.out().list(jars, JARS, "No jars.");
    }
}
