package dev.flinkrest.jobmanager;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.internal.util.Check;
import dev.flinkrest.logs.LogInfo;
import dev.flinkrest.metrics.Metric;
import dev.flinkrest.metrics.Metrics;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.RestCaller;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
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
     * Lists the log files. {@code GET /jobmanager/logs}.
     *
     * @return the files; empty if the job manager was started without a log directory
     */
    public List<LogInfo> logs() {
        return rest.send(JobManagerEndpoints.LOGS.with()).logs();
    }

    /**
     * Reads a log file into memory. {@code GET /jobmanager/logs/:filename}.
     *
     * @param name the file's name, as {@link #logs} lists it
     * @return the text, read as UTF-8
     * @throws NotFoundException if there is no such file
     * @throws IllegalArgumentException if the name is blank
     */
    public String getLog(String name) {
        return rest.send(log(name));
    }

    /**
     * Reads a log file as a stream, however long it is. {@code GET /jobmanager/logs/:filename}.
     *
     * @param name the file's name, as {@link #logs} lists it
     * @return the bytes; must be closed
     * @throws NotFoundException if there is no such file
     * @throws IllegalArgumentException if the name is blank
     */
    public InputStream openLog(String name) {
        return rest.open(log(name));
    }

    /**
     * Writes a log file to disk, however long it is. {@code GET /jobmanager/logs/:filename}.
     *
     * @param name the file's name, as {@link #logs} lists it
     * @param file where to write; replaced if it exists, and only once the whole log is there
     * @throws NotFoundException if there is no such file
     * @throws IllegalArgumentException if the name is blank
     * @throws IOException if the transfer breaks off or the file cannot be written
     */
    public void downloadLog(String name, Path file) throws IOException {
        rest.download(log(name), file);
    }

    private static Request<String> log(String name) {
        return JobManagerEndpoints.LOG_FILE.with(Check.notBlank("log file name", name));
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
