package dev.flinkrest.jobmanager;

import dev.flinkrest.logs.LogList;
import dev.flinkrest.metrics.Metric;
import dev.flinkrest.rest.Endpoint;
import java.util.List;

/** Rows under {@code /jobmanager}. */
public final class JobManagerEndpoints {
    /** Reads the configuration. */
    public static final Endpoint<List<ConfigurationEntry>> CONFIG =
            Endpoint.getList("/jobmanager/config", ConfigurationEntry.class);

    /** Lists the log files. */
    public static final Endpoint<LogList> LOGS = Endpoint.get("/jobmanager/logs", LogList.class);

    /** Reads one log file. */
    public static final Endpoint<String> LOG_FILE = Endpoint.getText("/jobmanager/logs/:filename");

    /** Reads metrics, or lists their names. */
    public static final Endpoint<List<Metric>> METRICS =
            Endpoint.getList("/jobmanager/metrics", Metric.class);

    private JobManagerEndpoints() {}
}
