package dev.flinkrest;

import dev.flinkrest.applications.Applications;
import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.cluster.ClusterOverview;
import dev.flinkrest.cluster.DashboardConfiguration;
import dev.flinkrest.datasets.DataSet;
import dev.flinkrest.datasets.DataSetEndpoints;
import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.DataSetId;
import dev.flinkrest.id.TriggerId;
import dev.flinkrest.internal.http.BoundedCaller;
import dev.flinkrest.internal.jars.JarsInUse;
import dev.flinkrest.internal.util.Check;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.internal.waiting.LostAnswer;
import dev.flinkrest.jars.Jars;
import dev.flinkrest.jobmanager.JobManager;
import dev.flinkrest.jobs.Jobs;
import dev.flinkrest.monitoring.logs.ClusterLogs;
import dev.flinkrest.monitoring.metrics.BulkMetrics;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.ForwardingCaller;
import dev.flinkrest.rest.Operation;
import dev.flinkrest.rest.RestCaller;
import dev.flinkrest.taskmanagers.TaskManagerInfo;
import dev.flinkrest.taskmanagers.TaskManagers;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * Is the door to a Flink cluster: opens every area of its REST API, and carries out requests. Safe
 * for use by many threads; make one for each cluster and keep it. Connects when first used.
 *
 * <p>Every call throws {@link FlinkRestException} or one of its subclasses when it fails, and
 * {@link IllegalStateException} after {@link #close}.
 */
public final class FlinkRestClient extends ForwardingCaller implements AutoCloseable {
    private final Runnable onClose;
    private final BulkMetrics metrics;
    private final JarsInUse jarsInUse;

    FlinkRestClient(RestCaller rest, Runnable onClose) {
        this(rest, onClose, new JarsInUse());
    }

    private FlinkRestClient(RestCaller rest, Runnable onClose, JarsInUse jarsInUse) {
        super(rest);
        this.metrics = new BulkMetrics(rest);
        this.onClose = onClose;
        this.jarsInUse = jarsInUse;
    }

    /**
     * Opens a client of the cluster at a host and port, by plain http.
     *
     * @param host the host's name or address, without scheme
     * @param port the port of Flink's REST API, mostly 8081
     * @return a client, to be closed
     * @throws IllegalArgumentException if the host is blank or no host name, or the port is not in
     *     1 to 65535
     */
    public static FlinkRestClient get(String host, int port) {
        Check.notBlank("host", host);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port + "; expected 1 to 65535");
        }
        if (host.indexOf('/') >= 0) {
            throw new IllegalArgumentException(
                    "host is '"
                            + host
                            + "'; expected a name or address only. For a URL, call connect");
        }
        return builder().url("http://" + FlinkConfig.authority(host, String.valueOf(port))).build();
    }

    /**
     * Opens a client of the cluster at a URL.
     *
     * @param url scheme http or https, host, port if it is not the scheme's own, and path prefix if
     *     there is one
     * @return a client, to be closed
     * @throws IllegalArgumentException if the URL is not of that form
     */
    public static FlinkRestClient connect(URI url) {
        return builder().url(url).build();
    }

    /**
     * Opens a client of the cluster that Flink's own configuration names, by http or https as it
     * says.
     *
     * @param path {@code config.yaml}, {@code flink-conf.yaml}, or the directory that one of them
     *     is in
     * @return a client, to be closed
     * @throws IllegalArgumentException if a file is missing or cannot be read, or a value is bad
     * @see FlinkRestClientBuilder#flinkConfig(Path) which settings are read
     */
    public static FlinkRestClient fromFlinkConfig(Path path) {
        return builder().flinkConfig(path).build();
    }

    /**
     * Opens the areas over another caller, such as one that records or fakes what is sent.
     *
     * @param rest carries out the requests
     * @return a client; closing it closes nothing
     */
    public static FlinkRestClient over(RestCaller rest) {
        return new FlinkRestClient(rest, () -> {});
    }

    /**
     * Begins to describe a client.
     *
     * @return a new builder
     */
    public static FlinkRestClientBuilder builder() {
        return new FlinkRestClientBuilder();
    }

    /**
     * Returns this client with other bounds for its calls. It shares the connections; closing it
     * closes nothing.
     *
     * @param options the bounds; what they leave open stays as it is
     * @return a view of this client
     */
    public FlinkRestClient with(CallOptions options) {
        return new FlinkRestClient(new BoundedCaller(rest, options), () -> {}, jarsInUse);
    }

    /**
     * Counts task managers, slots and jobs. {@code GET /overview}.
     *
     * @return the overview
     */
    public ClusterOverview overview() {
        return send(ClusterEndpoints.OVERVIEW.with());
    }

    /**
     * Waits until enough task slots are free. {@code GET /overview}.
     *
     * @param slots how many
     * @param timeout how long to wait at most
     * @return the overview, with that many slots available or more
     * @throws DeadlineExceededException if there are not enough in time
     * @throws InterruptedCallException if the thread is interrupted
     * @throws IllegalArgumentException if {@code slots} is less than 1, or {@code timeout} not
     *     positive
     */
    public ClusterOverview awaitSlots(int slots, Duration timeout) {
        return new ClusterWait(rest, Ticker.pausing(rest::pause)).slots(slots, timeout);
    }

    /**
     * Waits until enough task managers have registered. {@code GET /overview}.
     *
     * @param taskManagers how many
     * @param timeout how long to wait at most
     * @return the overview, with that many task managers or more
     * @throws DeadlineExceededException if there are not enough in time
     * @throws InterruptedCallException if the thread is interrupted
     * @throws IllegalArgumentException if {@code taskManagers} is less than 1, or {@code timeout}
     *     not positive
     */
    public ClusterOverview awaitTaskManagers(int taskManagers, Duration timeout) {
        return new ClusterWait(rest, Ticker.pausing(rest::pause))
                .taskManagers(taskManagers, timeout);
    }

    /**
     * Reads what the web dashboard is configured with. {@code GET /config}.
     *
     * @return the configuration, the server's version and switched-on features among it
     */
    public DashboardConfiguration config() {
        return send(ClusterEndpoints.CONFIG.with());
    }

    /** Shuts the cluster down, and all jobs with it. {@code DELETE /cluster}. */
    public void deleteCluster() {
        send(ClusterEndpoints.DELETE.with());
    }

    /**
     * Lists the cluster data sets. {@code GET /datasets}.
     *
     * @return the data sets that jobs have cached in the cluster
     */
    public List<DataSet> datasets() {
        return send(DataSetEndpoints.ALL.with()).dataSets();
    }

    /**
     * Deletes a cluster data set. {@code DELETE /datasets/:datasetid}.
     *
     * @param id the data set
     * @return the deletion on its way; of a data set that does not exist, it ends at once from
     *     Flink 1.16 on, and never before
     * @throws ConnectionException if the answer was lost; {@link #datasets} tells whether it is
     *     still there, and deleting it again does no harm
     */
    public Operation<Void> deleteDataset(DataSetId id) {
        TriggerId trigger =
                LostAnswer.report(
                                DataSetEndpoints.DELETE.toString(),
                                () -> send(DataSetEndpoints.DELETE.with(id)),
                                "whether data set "
                                        + id
                                        + " is deleted is not known; see datasets, or delete it again")
                        .requestId();
        return deletion("deletion of data set " + id, trigger);
    }

    /**
     * Follows a deletion of a cluster data set that was triggered before, by this process or
     * another. {@code GET /datasets/delete/:triggerid}.
     *
     * @param trigger the id that {@link Operation#triggerId} gave
     * @return the operation; asks nothing of the server yet. Its {@code status} and {@code await}
     *     throw {@link NotFoundException} if the server does not know the id: Flink forgets it five
     *     minutes after the end, and with its job manager
     */
    public Operation<Void> deletionOperation(TriggerId trigger) {
        return deletion("deletion of a data set", trigger);
    }

    private Operation<Void> deletion(String description, TriggerId trigger) {
        return new Operation<>(
                rest,
                description,
                trigger,
                call -> send(DataSetEndpoints.DELETION_STATUS.with(trigger).with(call)).outcome());
    }

    /**
     * Opens what is under {@code /jobmanager}.
     *
     * @return a handle; asks nothing of the server
     */
    public JobManager jobManager() {
        return new JobManager(rest);
    }

    /**
     * Opens what is under {@code /taskmanagers}.
     *
     * @return a handle; asks nothing of the server
     */
    public TaskManagers taskManagers() {
        return new TaskManagers(rest);
    }

    /**
     * Opens what is under {@code /jars}.
     *
     * @return a handle; asks nothing of the server
     */
    public Jars jars() {
        return new Jars(rest, jarsInUse, this::serverMillis);
    }

    /** Returns the server's time, late by the seconds since a task manager was heard of last. */
    private OptionalLong serverMillis() {
        return taskManagers().all().stream()
                .mapToLong(TaskManagerInfo::timeSinceLastHeartbeat)
                .filter(millis -> millis > 0)
                .max();
    }

    /**
     * Opens what is under {@code /jobs}.
     *
     * @return a handle; asks nothing of the server
     */
    public Jobs jobs() {
        return new Jobs(rest, jars(), jarsInUse);
    }

    /**
     * Opens what is under {@code /applications}; Flink 2.3 and later.
     *
     * @return a handle; asks nothing of the server
     */
    public Applications applications() {
        return new Applications(rest);
    }

    /**
     * Opens metrics in bulk: of many jobs, vertices and processes at once.
     *
     * @return the handle of this client, always the same: it remembers which metrics there are
     */
    public BulkMetrics metrics() {
        return metrics;
    }

    /**
     * Opens the logs of all processes: their ends, what is added to them, what stands in them.
     *
     * @return a handle; asks nothing of the server
     */
    public ClusterLogs logs() {
        return new ClusterLogs(rest);
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
        return "FlinkRestClient[" + rest + "]";
    }
}
