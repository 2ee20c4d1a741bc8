package dev.flinkrest.jobmanager;

import dev.flinkrest.diagnostics.ConfigurationEntry;
import dev.flinkrest.diagnostics.EnvironmentInfo;
import dev.flinkrest.diagnostics.Profiler;
import dev.flinkrest.diagnostics.ThreadDump;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.internal.util.Check;
import dev.flinkrest.logs.LogFile;
import dev.flinkrest.logs.LogInfo;
import dev.flinkrest.metrics.Metric;
import dev.flinkrest.metrics.Metrics;
import dev.flinkrest.rest.RestCaller;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Reads from the job manager. Safe for use by many threads.
 *
 * <p>Every method throws {@link FlinkRestException} when its call fails.
 */
public final class JobManager {
    private final RestCaller rest;

    /**
     * Makes the handle.
     *
     * @param rest carries out the requests
     */
    public JobManager(RestCaller rest) {
        this.rest = rest;
    }

    /**
     * Reads the configuration that the job manager runs with. {@code GET /jobmanager/config}.
     *
     * @return the entries; Flink hides the values of secrets
     */
    public List<ConfigurationEntry> config() {
        return rest.send(JobManagerEndpoints.CONFIG.with());
    }

    /**
     * Describes what the job manager runs in. {@code GET /jobmanager/environment}; Flink 1.16 and
     * later.
     *
     * @return its JVM and its class path
     * @throws UnsupportedByServerException if the server is older; nothing was sent
     */
    public EnvironmentInfo environment() {
        return rest.send(JobManagerEndpoints.ENVIRONMENT.with());
    }

    /**
     * Lists the log files. {@code GET /jobmanager/logs}.
     *
     * @return the files; empty if the job manager was started without a log directory
     */
    public List<LogInfo> logs() {
        return rest.send(JobManagerEndpoints.LOGS.with()).logs();
    }

    /**
     * Gives access to one log file. {@code GET /jobmanager/logs/:filename}.
     *
     * @param name the file's name, as {@link #logs} lists it
     * @return a handle; asks nothing of the server
     * @throws IllegalArgumentException if the name is blank
     */
    public LogFile getLog(String name) {
        return new LogFile(
                rest,
                JobManagerEndpoints.LOG_FILE.with(Check.notBlank("log file name", name)),
                name);
    }

    /**
     * Gives access to the main log file. {@code GET /jobmanager/log}.
     *
     * @return a handle; asks nothing of the server
     */
    public LogFile log() {
        return new LogFile(rest, JobManagerEndpoints.LOG.with(), "jobmanager.log");
    }

    /**
     * Gives access to what the job manager has printed to standard output. {@code GET
     * /jobmanager/stdout}.
     *
     * @return a handle; asks nothing of the server
     */
    public LogFile stdout() {
        return new LogFile(rest, JobManagerEndpoints.STDOUT.with(), "jobmanager.out");
    }

    /**
     * Reads the stacks of all threads. {@code GET /jobmanager/thread-dump}; Flink 1.15 and later.
     *
     * @return the threads
     * @throws UnsupportedByServerException if the server is older; nothing was sent
     */
    public ThreadDump threadDump() {
        return rest.send(JobManagerEndpoints.THREAD_DUMP.with());
    }

    /**
     * Gives access to the profiler. {@code …/jobmanager/profiler}; Flink 1.19 and later.
     *
     * @return a handle; asks nothing of the server
     */
    public Profiler profiler() {
        return new Profiler(
                rest,
                new Profiler.Rows(
                        JobManagerEndpoints.PROFILINGS,
                        JobManagerEndpoints.PROFILE,
                        JobManagerEndpoints.PROFILER_FILE),
                "the job manager");
    }

    /**
     * Lists the names of the job manager's metrics. {@code GET /jobmanager/metrics}.
     *
     * @return the names
     */
    public List<String> metricNames() {
        return new Metrics(rest).names(JobManagerEndpoints.METRICS.with());
    }

    /**
     * Reads metrics. {@code GET /jobmanager/metrics?get=…}, in as many requests as it takes.
     *
     * @param names the metrics' names; none means all
     * @return the metrics by name; what the server does not know is absent
     * @throws IllegalArgumentException if a name is blank
     */
    public Map<String, Metric> metrics(String... names) {
        return new Metrics(rest).values(JobManagerEndpoints.METRICS.with(), Arrays.asList(names));
    }
}
