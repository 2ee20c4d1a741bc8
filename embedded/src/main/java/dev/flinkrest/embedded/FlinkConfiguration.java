package dev.flinkrest.embedded;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes Flink's configuration: loopback addresses, free ports, and every file below one directory.
 */
final class FlinkConfiguration {

    private static final String LOOPBACK = "127.0.0.1";

    private FlinkConfiguration() {}

    /** Returns a cluster's defaults with the user's entries over them. */
    static Map<String, String> ofCluster(Directories directories, Map<String, String> entries) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("rest.address", LOOPBACK);
        all.put("rest.bind-address", LOOPBACK);
        all.put("rest.port", "0");
        all.put("jobmanager.bind-host", LOOPBACK);
        all.put("taskmanager.host", LOOPBACK);
        all.put("taskmanager.bind-host", LOOPBACK);
        all.put("rest.flamegraph.enabled", "false");
        all.put("web.submit.enable", "true");
        all.put("web.cancel.enable", "true");
        all.put("web.upload.dir", directories.uploads().toString());
        all.put("web.tmpdir", directories.temporaryFiles().toString());
        all.put("web.log.path", directories.log().toString());
        all.put("taskmanager.log.path", directories.log().toString());
        all.put("io.tmp.dirs", directories.temporaryFiles().toString());
        all.putAll(entries);
        // A port that the user chose is the one to listen at, too.
        all.putIfAbsent("rest.bind-port", all.getOrDefault("rest.port", "0"));
        return all;
    }

    /**
     * Returns the defaults of one JobManager or task manager of a cluster that is highly available,
     * with the user's entries over them. A JobManager that is gone is missed within seconds.
     *
     * @param directories of that one
     * @param version Flink's full version
     * @param storage the directory that all of them keep things in for each other
     * @param entries the user's
     */
    static Map<String, String> ofHighlyAvailable(
            Directories directories, String version, Path storage, Map<String, String> entries) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(
                "high-availability" + (FlinkVersions.isAtLeast(version, "1.17") ? ".type" : ""),
                "zookeeper");
        all.put("high-availability.storageDir", uri(storage));
        all.put("high-availability.zookeeper.client.session-timeout", "6000");
        // else a JVM that the machine lets wait for two thirds of that gives up its leadership
        all.put("high-availability.zookeeper.client.tolerate-suspended-connections", "true");
        all.put("heartbeat.interval", "1000");
        all.put("heartbeat.timeout", "8000");
        all.put("jobmanager.rpc.address", LOOPBACK);
        all.putAll(entries);
        return ofCluster(directories, all);
    }

    /** Returns a history server's defaults with the user's entries over them. */
    static Map<String, String> ofHistoryServer(
            Directories directories, Map<String, String> entries) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("historyserver.web.address", LOOPBACK);
        all.put("historyserver.web.port", "0");
        all.put(
                "historyserver.web.tmpdir",
                directories.temporaryFiles().resolve("history").toString());
        all.putAll(entries);
        return all;
    }

    /** Returns a SQL Gateway's defaults with the user's entries over them. */
    static Map<String, String> ofSqlGateway(Directories directories, Map<String, String> entries) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("sql-gateway.endpoint.rest.address", LOOPBACK);
        all.put("sql-gateway.endpoint.rest.bind-address", LOOPBACK);
        all.put("sql-gateway.endpoint.rest.port", "0");
        all.put("execution.target", "remote");
        all.put("io.tmp.dirs", directories.temporaryFiles().toString());
        all.putAll(entries);
        return all;
    }

    /**
     * Returns a directory as Flink's options want it: with a scheme, but with nothing encoded in
     * it.
     */
    static String uri(Path directory) {
        return "file://" + directory.toAbsolutePath().toUri().getPath();
    }
}
