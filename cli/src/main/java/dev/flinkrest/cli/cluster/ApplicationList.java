package dev.flinkrest.cli.cluster;

import dev.flinkrest.applications.ApplicationOverview;
import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Quantities;
import dev.flinkrest.cli.output.View;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(name = "list", description = "Lists applications (2.3), the latest first.")
final class ApplicationList extends CliCommand {
    private static final View<ApplicationOverview> APPLICATIONS =
            View.<ApplicationOverview>named(one -> one.id().toString())
                    .id("ID", ApplicationOverview::id)
                    .text("NAME", ApplicationOverview::name)
                    .state("STATE", ApplicationOverview::status)
                    .text("JOBS", ApplicationList::jobs)
                    .number("DURATION", one -> Quantities.duration(one.duration()))
                    .column("STARTED", one -> Quantities.time(one.startTime()));

    @Override
    protected void run(Session session) {
        List<ApplicationOverview> all =
                session.flink().applications().overview().stream()
                        .sorted(Comparator.comparingLong(ApplicationOverview::startTime).reversed())
                        .toList();
        session.out().list(all, APPLICATIONS, "No applications.");
    }

    private static @Nullable String jobs(ApplicationOverview one) {
        String counts =
                one.jobs().entrySet().stream()
                        .filter(count -> count.getValue() > 0)
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "));
        return counts.isEmpty() ? null : counts;
    }
}
