package dev.flinkrest.benchmarks;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.jobs.JobEndpoints;
import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.Request;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is read. */
@SuppressWarnings("ImmutableEnumChecker") // requests are immutable, the functions hold nothing
enum Get {
    SMALL(ClusterEndpoints.OVERVIEW.with(), FlinkRestClient::overview, Replies::overview),
    DETAILS(
            JobEndpoints.DETAILS.with(Replies.JOB),
            flink -> flink.jobs().get(Replies.JOB),
            Replies::jobDetails),
    OVERVIEW(JobEndpoints.OVERVIEW.with(), flink -> flink.jobs().overview(), Replies::jobsOverview);

    private final Request<?> request;
    private final Function<FlinkRestClient, Object> call;
    private final Supplier<byte[]> body;

    Get(Request<?> request, Function<FlinkRestClient, Object> call, Supplier<byte[]> body) {
        this.request = request;
        this.call = call;
        this.body = body;
    }

    String path() {
        return request.target();
    }

    Endpoint<?> endpoint() {
        return request.endpoint();
    }

    /** Makes the reply's body to count its bytes: not for use in what is measured. */
    int bodyBytes() {
        return body.get().length;
    }

    /** Reads it the way that users of this client do. */
    Object by(FlinkRestClient flink) {
        return call.apply(flink);
    }
}
