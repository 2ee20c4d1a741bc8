package dev.flinkrest.cli.job;

import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Quantities;
import dev.flinkrest.cli.output.View;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.rescales.Rescale;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(name = "list", description = "Lists how a job was rescaled (2.3), the latest first.")
final class RescaleListing extends JobCommand {
    static final View<Rescale> RESCALES =
            View.<Rescale>named(one -> one.rescaleUuid().toString())
                    .id("ID", Rescale::rescaleUuid)
                    .number("ATTEMPT", Rescale::rescaleAttemptId)
                    .state("STATE", Rescale::terminalState)
                    .column("CAUSE", Rescale::triggerCause)
                    .column("REASON", Rescale::terminatedReason)
                    .column("STARTED", one -> Quantities.time(one.startTimestamp()))
                    .number("DURATION", RescaleListing::duration);

    @Override
    void run(Session session, JobId id) {
        List<Rescale> history = session.flink().jobs().getRescales(id).history();
        session.out().list(history, RESCALES, "The job was never rescaled.");
    }

    static @Nullable String duration(Rescale one) {
        return one.startTimestamp() == null || one.endTimestamp() == null
                ? null
                : Quantities.duration(one.endTimestamp() - one.startTimestamp());
    }
}
