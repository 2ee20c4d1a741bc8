package dev.flinkrest.cli.job;

import java.util.List;

/** Knows the commands about jobs. */
public final class JobCommands {
    /** What can be done with jobs. */
    public static final List<String> VERBS =
            List.of(
                    "list",
                    "get",
                    "status",
                    "vertices",
                    "subtasks",
                    "plan",
                    "graph",
                    "config",
                    "exceptions",
                    "accumulators",
                    "checkpoints",
                    "metrics",
                    "watermarks",
                    "backpressure",
                    "flamegraph",
                    "logs",
                    "diagnose",
                    "wait",
                    "watch",
                    "savepoint",
                    "checkpoint",
                    "stop",
                    "cancel",
                    "rescale",
                    "upgrade",
                    "run-from");

    /** What can be done with rescalings. */
    public static final List<String> RESCALE_VERBS = List.of("list", "get");

    /** What can be done with archived jobs. */
    public static final List<String> HISTORY_VERBS =
            List.of(
                    "list",
                    "get",
                    "vertices",
                    "subtasks",
                    "plan",
                    "graph",
                    "config",
                    "exceptions",
                    "accumulators",
                    "checkpoints",
                    "wait");

    private JobCommands() {}

    /**
     * Makes a command.
     *
     * @param verb one of {@link #VERBS}
     * @return the command
     */
    public static Object create(String verb) {
        return switch (verb) {
            case "status" -> new JobStatusOf();
            case "metrics" -> new JobMetricsOf();
            case "watermarks" -> new JobWatermarks();
            case "backpressure" -> new JobBackpressure();
            case "flamegraph" -> new JobFlamegraph();
            case "logs" -> new JobLogs();
            case "diagnose" -> new JobDiagnose();
            case "wait" -> new JobWaitFor();
            case "watch" -> new JobWatchAll();
            case "savepoint" -> new JobSavepoint();
            case "checkpoint" -> new JobCheckpoint();
            case "stop" -> new JobStop();
            case "cancel" -> new JobCancel();
            case "rescale" -> new JobRescale();
            case "upgrade" -> new JobUpgrade();
            case "run-from" -> new JobRunFrom();
            default -> reading(verb, Archive.CLUSTER);
        };
    }

    /** Makes a command that is the same for jobs of the cluster and archived ones. */
    private static Object reading(String verb, Archive archive) {
        return switch (verb) {
            case "list" -> new JobList(archive);
            case "get" -> new JobGet(archive);
            case "vertices" -> new JobVertices(archive);
            case "subtasks" -> new JobSubtasks(archive);
            case "plan" -> new JobPlanOf(archive);
            case "graph" -> new JobGraph(archive);
            case "config" -> new JobConfigOf(archive);
            case "exceptions" -> new JobExceptionsOf(archive);
            case "accumulators" -> new JobAccumulatorsOf(archive);
            case "checkpoints" -> new JobCheckpoints(archive);
            default -> throw new IllegalArgumentException("no command: job " + verb);
        };
    }

    /**
     * Makes a command about rescalings.
     *
     * @param verb one of {@link #RESCALE_VERBS}
     * @return the command
     */
    public static Object ofRescale(String verb) {
        return switch (verb) {
            case "list" -> new RescaleListing();
            case "get" -> new RescaleGet();
            default -> throw new IllegalArgumentException("no command: rescale " + verb);
        };
    }

    /**
     * Makes a command about archived jobs.
     *
     * @param verb one of {@link #HISTORY_VERBS}
     * @return the command
     */
    public static Object ofHistory(String verb) {
        return verb.equals("wait") ? new HistoryWait() : reading(verb, Archive.HISTORY);
    }
}
