package dev.flinkrest.history;

import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.cluster.DashboardConfiguration;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.DecodingException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.internal.http.BoundedCaller;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.internal.waiting.Wait;
import dev.flinkrest.jobs.JobDetails;
import dev.flinkrest.jobs.JobEndpoints;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.ForwardingCaller;
import dev.flinkrest.rest.RestCaller;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Is the door to a Flink History Server, which shows the jobs that clusters archived when they had
 * ended: {@code jobmanager.archive.fs.dir} of the cluster, {@code historyserver.archive.fs.dir} of
 * the server. It has a part of what a cluster has, and the same records. Safe for use by many
 * threads. Connects when first used.
 *
 * <p>Its version, by which calls are refused that it is too old for, is that of the history server,
 * not that of the clusters.
 *
 * <p>Every call throws {@link FlinkRestException} or one of its subclasses when it fails, and
 * {@link IllegalStateException} after {@link #close}.
 */
public final class HistoryServer extends ForwardingCaller implements AutoCloseable {
    private final Runnable onClose;
    private final Ticker ticker;

    HistoryServer(RestCaller rest, Runnable onClose, Ticker ticker) {
        super(rest);
        this.onClose = onClose;
        this.ticker = ticker;
    }

    /**
     * Opens a client of the history server at a URL.
     *
     * @param url scheme http or https, host, port if it is not the scheme's own, and path prefix if
     *     there is one
     * @return a client, to be closed
     * @throws IllegalArgumentException if the URL is not of that form
     */
    public static HistoryServer connect(URI url) {
        return builder().url(url).build();
    }

    /**
     * Begins to describe a client.
     *
     * @return a new builder
     */
    public static HistoryServerBuilder builder() {
        return new HistoryServerBuilder();
    }

    /**
     * Opens a history server over another caller, such as one that records or fakes what is sent.
     *
     * @param rest carries out the requests
     * @return a client; closing it closes nothing
     */
    public static HistoryServer over(RestCaller rest) {
        return new HistoryServer(rest, () -> {}, Ticker.pausing(rest::pause));
    }

    /**
     * Returns this client with other bounds for its calls. It shares the connections; closing it
     * closes nothing.
     *
     * @param options the bounds; what they leave open stays as it is
     * @return a view of this client
     */
    public HistoryServer with(CallOptions options) {
        return new HistoryServer(new BoundedCaller(rest, options), () -> {}, ticker);
    }

    /**
     * Reads what the web dashboard is configured with. {@code GET /config}.
     *
     * @return the configuration, the history server's version among it
     */
    public DashboardConfiguration config() {
        return send(ClusterEndpoints.CONFIG.with());
    }

    /**
     * Opens what is under {@code /jobs}.
     *
     * @return a handle; asks nothing of the server
     */
    public ArchivedJobs jobs() {
        return new ArchivedJobs(rest);
    }

    /**
     * Opens what is under {@code /applications}; Flink 2.3 and later.
     *
     * @return a handle; asks nothing of the server
     */
    public ArchivedApplications applications() {
        return new ArchivedApplications(rest);
    }

    /**
     * Waits until a job is there with all that was archived of it, asking at first every 10
     * milliseconds, in the end every second. A cluster archives a job a moment after it has ended,
     * and the history server fetches archives every {@code
     * historyserver.archive.fs.refresh-interval}, which is 10 seconds unless set. A server that
     * cannot be reached for a while is asked again.
     *
     * @param job the job
     * @param timeout how long to wait at most
     * @return the job's details
     * @throws DeadlineExceededException if it is not there in time
     * @throws InterruptedCallException if the thread is interrupted
     * @throws FlinkRestException if a call fails for another reason
     * @throws IllegalArgumentException if {@code timeout} is not positive
     */
    public JobDetails awaitJob(JobId job, Duration timeout) {
        return new Wait("wait for the archive of job " + job, timeout, ticker)
                .past( // the file is not there, or it is being written
                        e -> e instanceof NotFoundException || e instanceof DecodingException)
                .until(
                        left -> archived(job, () -> CallOptions.NONE.withCallTimeout(left.get())),
                        () ->
                                "has the job ended, is the cluster's jobmanager.archive.fs.dir among"
                                        + " the server's historyserver.archive.fs.dir, and how long"
                                        + " is its refresh interval?");
    }

    /** Returns null until the job is listed: before that, its archive is being unpacked. */
    private @Nullable JobDetails archived(JobId job, Supplier<CallOptions> options) {
        JobDetails details = send(JobEndpoints.DETAILS.with(job).with(options.get()));
        boolean listed =
                send(JobEndpoints.OVERVIEW.with().with(options.get())).jobs().stream()
                        .anyMatch(one -> one.jid().equals(job));
        return listed ? details : null;
    }

    /**
     * Ends all calls in flight and closes all connections. A view made by {@link #with} closes
     * nothing. May be called more than once.
     */
    @Override
    public void close() {
        onClose.run();
    }

    @Override
    public String toString() {
        return "HistoryServer[" + rest + "]";
    }
}
