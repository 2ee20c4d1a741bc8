package dev.flinkrest.jobs;

import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Operation;
import dev.flinkrest.rest.RestCaller;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rescales a running job by its resource requirements, the only way that any server has. */
final class Rescaling {
    /** What works where a running job cannot be rescaled. */
    static final String INSTEAD =
            "Call upgrade with the new parallelism, which stops the job with a savepoint and runs it"
                    + " again from there";

    private final RestCaller rest;
    private final JobId job;
    private final int parallelism;
    private final Ticker ticker;

    Rescaling(RestCaller rest, Ticker ticker, JobId job, int parallelism) {
        this.rest = rest;
        this.ticker = ticker;
        this.job = job;
        this.parallelism = parallelism;
    }

    Operation<Void> start() {
        rest.version()
                .require(FlinkVersion.V1_18, description(), "rescaling a running job", INSTEAD);
        Map<VertexId, VertexResourceRequirements> bounds = new LinkedHashMap<>();
        rest.send(JobEndpoints.DETAILS.with(job))
                .vertices()
                .forEach(
                        vertex ->
                                bounds.put(
                                        vertex.id(),
                                        VertexResourceRequirements.parallelism(1, parallelism)));
        var request =
                JobEndpoints.UPDATE_RESOURCE_REQUIREMENTS
                        .with(job)
                        .body(new JobResourceRequirements(bounds));
        supported(description(), () -> rest.send(request));
        return new Operation<>(rest, description(), null, this::status);
    }

    /**
     * Makes a call that servers answer with 500 where another scheduler than the adaptive one runs
     * the job.
     *
     * @throws UnsupportedByServerException in that case
     */
    static <T extends @Nullable Object> T supported(String operation, Supplier<T> call) {
        try {
            return call.get();
        } catch (ServerErrorException e) {
            if (e.serverStackTrace().contains("UnsupportedOperationException")) {
                throw new UnsupportedByServerException(
                        operation,
                        "only jobs under the adaptive scheduler can be rescaled. " + INSTEAD);
            }
            throw e;
        }
    }

    private Operation.Status<Void> status(CallOptions options) {
        TimeLeft left = new TimeLeft(options, ticker);
        JobDetails details = rest.send(JobEndpoints.DETAILS.with(job).with(left.get()));
        if (details.state().isGloballyTerminal()) {
            throw EndedJob.exception(rest, job, description(), details.state(), left.get());
        }
        boolean done =
                details.allTasksRun()
                        && details.vertices().stream()
                                .allMatch(vertex -> vertex.parallelism() == parallelism);
        return done ? new Operation.Status<>(true, null, null) : Operation.Status.inProgress();
    }

    private String description() {
        return "rescaling of job " + job + " to " + parallelism;
    }
}
