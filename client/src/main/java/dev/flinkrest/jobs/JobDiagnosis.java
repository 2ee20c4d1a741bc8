package dev.flinkrest.jobs;

import dev.flinkrest.id.JobId;
import dev.flinkrest.internal.util.Immutable;
import dev.flinkrest.jobs.diagnosis.Finding;
import dev.flinkrest.jobs.diagnosis.Unanswered;
import java.util.List;

/**
 * Says what is wrong with a job. See {@link Jobs#diagnose}. Immutable and safe for use by many
 * threads.
 *
 * @param job the job
 * @param name the job's name
 * @param state the job's state
 * @param takenAt when it was looked at, by the server's clock, in milliseconds since 1970
 * @param findings what is wrong, the most important first; empty if nothing was found
 * @param unanswered what the server did not tell; most often empty
 */
public record JobDiagnosis(
        JobId job,
        String name,
        JobStatus state,
        long takenAt,
        List<Finding> findings,
        List<Unanswered> unanswered) {

    /** Copies the lists. */
    public JobDiagnosis {
        findings = Immutable.list(findings);
        unanswered = Immutable.list(unanswered);
    }

    /**
     * Says it for people: the job and its state, then a line for each finding and for each thing
     * that the server did not tell.
     *
     * @return lines of text, without a line break at the end; one line if nothing was found
     */
    public String summary() {
        StringBuilder text = new StringBuilder("Job ");
        text.append(name).append(" (").append(job).append(") is ").append(state);
        if (findings.isEmpty()) {
            text.append(": nothing found");
        }
        for (Finding finding : findings) {
            text.append('\n').append(finding.severity()).append(": ").append(finding.summary());
        }
        for (Unanswered part : unanswered) {
            text.append("\nNot known: ").append(part.what()).append(": ").append(part.reason());
        }
        return text.toString();
    }

    /** Returns the {@link #summary}. */
    @Override
    public String toString() {
        return summary();
    }
}
