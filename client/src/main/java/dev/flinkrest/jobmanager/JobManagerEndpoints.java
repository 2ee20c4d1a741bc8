package dev.flinkrest.jobmanager;

import dev.flinkrest.diagnostics.ConfigurationEntry;
import dev.flinkrest.diagnostics.EnvironmentInfo;
import dev.flinkrest.diagnostics.ProfilingInfo;
import dev.flinkrest.diagnostics.ProfilingList;
import dev.flinkrest.diagnostics.ThreadDump;
import dev.flinkrest.logs.LogList;
import dev.flinkrest.metrics.Metric;
import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.HttpMethod;
import java.util.List;

/** Rows under {@code /jobmanager}. */
public final class JobManagerEndpoints {
    /** Reads the configuration. */
    public static final Endpoint<List<ConfigurationEntry>> CONFIG =
            Endpoint.getList("/jobmanager/config", ConfigurationEntry.class);

    /** Describes what the job manager runs in. */
    public static final Endpoint<EnvironmentInfo> ENVIRONMENT =
            Endpoint.get("/jobmanager/environment", EnvironmentInfo.class)
                    .since(FlinkVersion.V1_16);

    /** Reads the main log file. */
    public static final Endpoint<String> LOG = Endpoint.getText("/jobmanager/log");

    /** Reads what was printed to standard output. */
    public static final Endpoint<String> STDOUT = Endpoint.getText("/jobmanager/stdout");

    /** Lists the log files. */
    public static final Endpoint<LogList> LOGS = Endpoint.get("/jobmanager/logs", LogList.class);

    /** Reads one log file. */
    public static final Endpoint<String> LOG_FILE = Endpoint.getText("/jobmanager/logs/:filename");

    /** Reads metrics, or lists their names. */
    public static final Endpoint<List<Metric>> METRICS =
            Endpoint.getList("/jobmanager/metrics", Metric.class);

    /** Reads the stacks of all threads. */
    public static final Endpoint<ThreadDump> THREAD_DUMP =
            Endpoint.get("/jobmanager/thread-dump", ThreadDump.class).since(FlinkVersion.V1_15);

    /** Lists the profilings; only where profiling is enabled. */
    public static final Endpoint<ProfilingList> PROFILINGS =
            Endpoint.get("/jobmanager/profiler", ProfilingList.class).since(FlinkVersion.V1_19);

    /** Starts a profiling; only where profiling is enabled. */
    public static final Endpoint<ProfilingInfo> PROFILE =
            Endpoint.of(HttpMethod.POST, "/jobmanager/profiler", ProfilingInfo.class)
                    .since(FlinkVersion.V1_19);

    /** Reads the result of a profiling; only where profiling is enabled. */
    public static final Endpoint<String> PROFILER_FILE =
            Endpoint.getText("/jobmanager/profiler/:filename").since(FlinkVersion.V1_19);

    private JobManagerEndpoints() {}
}
