package dev.flinkrest.cli.top;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Looks;
import dev.flinkrest.cli.output.Output;
import dev.flinkrest.cluster.ClusterOverview;
import dev.flinkrest.jobs.JobOverview;
import dev.flinkrest.monitoring.metrics.JobHealth;
import dev.flinkrest.monitoring.metrics.MetricSelection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows a cluster, its jobs and their vertices, live. */
@Command(
        name = "top",
        description = {
            "Shows the cluster, its jobs and how busy their vertices are, on the whole terminal, until q is"
                    + " pressed.",
            "Where there is no terminal, prints plain tables, one after the other."
        })
public final class TopCommand extends CliCommand {
    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            defaultValue = "2s",
            description = "How often to look; ${DEFAULT-VALUE}.")
    private Duration interval = Duration.ofSeconds(2);

    @Option(
            names = "--count",
            paramLabel = "NUMBER",
            description = "How many tables to print; without it, until Ctrl-C.")
    private @Nullable Integer count;

    @Override
    protected void run(Session session) throws IOException, InterruptedException {
        String address = session.target().describe();
        Looks looks = session.surroundings().outLooks();
        if (count != null || !looks.isTerminal() || !session.surroundings().isInputTerminal()) {
            print(session, address);
            return;
        }
        try (Terminal terminal = TerminalBuilder.builder().system(true).provider("exec").build();
                Poller poller = new Poller(session.flink(), interval)) {
            new Screen(terminal, poller, address, looks).run();
        }
    }

    private void print(Session session, String address) throws InterruptedException {
        Output out = session.out();
        Looks looks = session.surroundings().outLooks();
        Page page = new Page(new Looks(false, false, looks.unicode(), Looks.NONE.width()));
        for (int i = 0; count == null || i < count; i++) {
            if (i > 0) {
                session.flink().pause(interval);
                out.text("");
            }
            Picture picture = Picture.take(session.flink(), null);
            List<JobHealth> health =
                    session.flink().metrics().collect(MetricSelection.health()).health();
            if (out.isStructured()) {
                out.next(new Printed(picture.cluster(), picture.jobs(), health), "", "");
                continue;
            }
            out.text(page.cluster(picture, address));
            page.jobs(picture, Order.STARTED).forEach(out::text);
            for (JobHealth job : health) {
                out.text("");
                out.text(page.job(job));
                page.vertices(job).forEach(out::text);
            }
            out.checkPipe();
        }
    }

    /** Is a picture, for programs. */
    record Printed(
            @Nullable ClusterOverview cluster, List<JobOverview> jobs, List<JobHealth> health) {}
}
