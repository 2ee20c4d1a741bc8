package dev.flinkrest.cli.cluster;

import java.util.List;

/** Knows the commands about the cluster, its data sets and its applications. */
public final class ClusterCommands {
    /** What can be done with the cluster. */
    public static final List<String> CLUSTER_VERBS = List.of("overview", "config", "shutdown");

    /** What can be done with data sets. */
    public static final List<String> DATA_SET_VERBS = List.of("list", "delete");

    /** What can be done with applications. */
    public static final List<String> APPLICATION_VERBS =
            List.of("list", "get", "exceptions", "cancel");

    private ClusterCommands() {}

    /**
     * Makes a command about the cluster.
     *
     * @param verb one of {@link #CLUSTER_VERBS}
     * @return the command
     */
    public static Object ofCluster(String verb) {
        return switch (verb) {
            case "overview" -> new ClusterOverviewOf();
            case "config" -> new ClusterConfig();
            case "shutdown" -> new ClusterShutdown();
            default -> throw new IllegalArgumentException("no command: cluster " + verb);
        };
    }

    /**
     * Makes a command about data sets.
     *
     * @param verb one of {@link #DATA_SET_VERBS}
     * @return the command
     */
    public static Object ofDataSet(String verb) {
        return switch (verb) {
            case "list" -> new DataSetListing();
            case "delete" -> new DataSetDeleting();
            default -> throw new IllegalArgumentException("no command: dataset " + verb);
        };
    }

    /**
     * Makes a command about applications.
     *
     * @param verb one of {@link #APPLICATION_VERBS}
     * @return the command
     */
    public static Object ofApplication(String verb) {
        return switch (verb) {
            case "list" -> new ApplicationList();
            case "get" -> new ApplicationGet();
            case "exceptions" -> new ApplicationExceptionsOf();
            case "cancel" -> new ApplicationCancel();
            default -> throw new IllegalArgumentException("no command: application " + verb);
        };
    }
}
