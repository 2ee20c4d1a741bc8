package dev.flinkrest.cli.process;

import java.util.List;

/** Knows the commands about the job manager and the task managers. */
public final class ProcessCommands {
    /** What can be done with task managers. */
    public static final List<String> TASK_MANAGER_VERBS =
            List.of("list", "get", "metrics", "logs", "stdout", "thread-dump", "profile");

    /** What can be done with the job manager. */
    public static final List<String> JOB_MANAGER_VERBS =
            List.of("config", "environment", "logs", "stdout", "metrics", "thread-dump", "profile");

    private ProcessCommands() {}

    /**
     * Makes a command about task managers.
     *
     * @param verb one of {@link #TASK_MANAGER_VERBS}
     * @return the command
     */
    public static Object ofTaskManager(String verb) {
        return switch (verb) {
            case "list" -> new TaskManagerList();
            case "get" -> new TaskManagerGet();
            case "metrics" -> new TaskManagerMetricsOf();
            case "logs" -> new TaskManagerLogs();
            case "stdout" -> new TaskManagerStdout();
            case "thread-dump" -> new TaskManagerThreadDump();
            case "profile" -> new TaskManagerProfile();
            default -> throw new IllegalArgumentException("no command: tm " + verb);
        };
    }

    /**
     * Makes a command about the job manager.
     *
     * @param verb one of {@link #JOB_MANAGER_VERBS}
     * @return the command
     */
    public static Object ofJobManager(String verb) {
        return switch (verb) {
            case "config" -> new JobManagerConfig();
            case "environment" -> new JobManagerEnvironment();
            case "logs" -> new JobManagerLogs();
            case "stdout" -> new JobManagerStdout();
            case "metrics" -> new JobManagerMetrics();
            case "thread-dump" -> new JobManagerThreadDump();
            case "profile" -> new JobManagerProfile();
            default -> throw new IllegalArgumentException("no command: jm " + verb);
        };
    }
}
