package dev.flinkrest.cli.job;

import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Output;
import dev.flinkrest.cli.output.Style;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.JobDiagnosis;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.jobs.diagnosis.Finding;
import dev.flinkrest.jobs.diagnosis.Unanswered;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "diagnose",
        description = "Says what is wrong with a job, the root cause first, with the evidence.")
final class JobDiagnose extends JobCommand {
    /** Is a finding, named for programs. */
    record Named(String kind, Finding finding) {}

    /** Is a diagnosis as programs read it. */
    record Printed(
            JobId job,
            String name,
            JobStatus state,
            long takenAt,
            List<Named> findings,
            List<Unanswered> unanswered) {}

    @Override
    void run(Session session, JobId id) {
        JobDiagnosis diagnosis = session.flink().jobs().diagnose(id);
        if (session.out().isStructured()) {
            List<Named> findings =
                    diagnosis.findings().stream()
                            .map(one -> new Named(one.getClass().getSimpleName(), one))
                            .toList();
            session.out()
                    .value(
                            new Printed(
                                    diagnosis.job(),
                                    diagnosis.name(),
                                    diagnosis.state(),
                                    diagnosis.takenAt(),
                                    findings,
                                    diagnosis.unanswered()),
                            id.toString());
            return;
        }
        Output out = session.out();
        if (out.isNames()) {
            diagnosis.findings().forEach(one -> out.text(one.getClass().getSimpleName()));
            return;
        }
        out.text(diagnosis.name() + " (" + id + ") is " + diagnosis.state());
        if (diagnosis.findings().isEmpty()) {
            out.text("Nothing is wrong with it, as far as can be seen.");
        }
        for (Finding finding : diagnosis.findings()) {
            out.marked(
                    finding.severity().toString(),
                    Style.ofState(finding.severity()),
                    finding.summary());
        }
        for (Unanswered question : diagnosis.unanswered()) {
            out.warn("not known: " + question.what() + ": " + question.reason());
        }
    }
}
