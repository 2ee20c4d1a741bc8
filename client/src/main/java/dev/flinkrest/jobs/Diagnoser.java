package dev.flinkrest.jobs;

import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.cluster.ClusterOverview;
import dev.flinkrest.id.JobId;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.jobs.checkpoints.CheckpointEndpoints;
import dev.flinkrest.jobs.checkpoints.CheckpointingStatistics;
import dev.flinkrest.jobs.diagnosis.Finding;
import dev.flinkrest.rest.RestCaller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Looks at one job from all sides, and says what is wrong with it. */
final class Diagnoser {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final RestCaller rest;
    private final JobId job;
    private final Ticker ticker;

    Diagnoser(RestCaller rest, JobId job, Ticker ticker) {
        this.rest = rest;
        this.job = job;
        this.ticker = ticker;
    }

    JobDiagnosis diagnose() {
        try (Questions questions =
                new Questions("diagnosis of job " + job, rest, TIMEOUT, ticker)) {
            JobDetails details = questions.ask("the job", JobEndpoints.DETAILS.with(job)).orThrow();
            List<Finding> findings = findings(questions, details);
            // stable: of equal severity, what lies deeper stays first
            findings.sort(Comparator.comparing(Finding::severity));
            return new JobDiagnosis(
                    job,
                    details.name(),
                    details.state(),
                    details.now(),
                    findings,
                    questions.unanswered());
        }
    }

    private List<Finding> findings(Questions questions, JobDetails details) {
        var exceptions = questions.ask("the exceptions", JobEndpoints.EXCEPTIONS.with(job));
        var checkpoints =
                questions.ask("the checkpoints", CheckpointEndpoints.STATISTICS.with(job));
        var config =
                questions.ask(
                        "how checkpointing is configured", CheckpointEndpoints.CONFIG.with(job));
        var overview = questions.ask("the slots of the cluster", ClusterEndpoints.OVERVIEW.with());
        LiveNumbers numbers =
                details.state().isTerminal()
                        ? LiveNumbers.NONE
                        : LiveNumbers.read(questions, details);

        List<Finding> findings = new ArrayList<>();
        JobExceptions thrown = exceptions.answer();
        JobFailures failures = thrown == null ? null : new JobFailures(details, thrown);
        if (failures != null) {
            failures.rootCause().ifPresent(findings::add);
        }
        ClusterOverview cluster = overview.answer();
        if (cluster != null) {
            boolean gaveUp = failures != null && failures.gaveUpWaitingForSlots();
            SlotFindings.missing(details, cluster, gaveUp).ifPresent(findings::add);
        }
        if (failures != null) {
            failures.restarts(numbers.restarts()).ifPresent(findings::add);
        }
        CheckpointingStatistics statistics = checkpoints.answer();
        if (statistics != null) {
            var found = new CheckpointFindings(details, statistics, config.answer());
            found.failed().ifPresent(findings::add);
            found.overdue().ifPresent(findings::add);
            found.slow().ifPresent(findings::add);
        }
        FlowFindings flow = new FlowFindings(details, numbers);
        findings.addAll(flow.backPressure());
        findings.addAll(flow.skew());
        return findings;
    }
}
