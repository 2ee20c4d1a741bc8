package dev.flinkrest.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** Says of the environment variables what they are for, for the pages that are written. */
final class Variables {
    /** How it is found out which cluster is meant. */
    static final String ORDER =
            "The cluster is the one that --url or --context names, else that of FLINKCTL_URL, else that of"
                    + " FLINKCTL_CONTEXT, else the context in use, else the one in FLINK_CONF_DIR, else"
                    + " http://localhost:8081.";

    static final Map<String, String> ALL = new LinkedHashMap<>();

    static {
        ALL.put("FLINKCTL_URL", "The cluster's REST address, as --url gives it.");
        ALL.put("FLINKCTL_CONTEXT", "The context, as --context gives it.");
        ALL.put(
                "FLINK_CONF_DIR",
                "A directory with Flink's own config.yaml or flink-conf.yaml, which says where the"
                        + " cluster is, and with what TLS.");
        ALL.put("FLINKCTL_TOKEN", "A bearer token, instead of the credentials of the context.");
        ALL.put("FLINKCTL_OUTPUT", "How results are printed where -o does not say.");
        ALL.put("FLINKCTL_HISTORY_SERVER", "The URL of the History Server.");
        ALL.put("FLINKCTL_SQL_GATEWAY", "The URL of the SQL Gateway.");
        ALL.put(
                "FLINKCTL_CONFIG",
                "The file of contexts, instead of flinkctl/contexts.json in XDG_CONFIG_HOME or"
                        + " ~/.config.");
        ALL.put("NO_COLOR", "Anything: no colours.");
        ALL.put("FLINKCTL_JAVA", "The java to run, instead of the one of JAVA_HOME or the PATH.");
        ALL.put("FLINKCTL_JAVA_OPTIONS", "Further options of that java.");
        ALL.put("FLINKCTL_NO_ARCHIVE", "Anything: no archive of classes is made in the cache.");
    }

    private Variables() {}
}
