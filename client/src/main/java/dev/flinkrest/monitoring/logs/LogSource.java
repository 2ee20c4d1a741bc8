package dev.flinkrest.monitoring.logs;

import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.internal.util.Check;
import dev.flinkrest.jobmanager.JobManagerEndpoints;
import dev.flinkrest.logs.LogList;
import dev.flinkrest.rest.Request;
import dev.flinkrest.taskmanagers.TaskManagerEndpoints;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names a log: the main log of the job manager or of a task manager, what it prints, or another of
 * its log files. Immutable and safe for use by many threads.
 */
public final class LogSource {
    private static final LogSource JOB_MANAGER = new LogSource(null, Kind.MAIN, null);

    private enum Kind {
        MAIN,
        STDOUT,
        FILE
    }

    private final @Nullable TaskManagerId taskManager;
    private final Kind kind;
    private final @Nullable String file;

    private LogSource(@Nullable TaskManagerId taskManager, Kind kind, @Nullable String file) {
        this.taskManager = taskManager;
        this.kind = kind;
        this.file = file;
    }

    /**
     * Names the main log of the job manager. {@code /jobmanager/log}.
     *
     * @return the log
     */
    public static LogSource jobManager() {
        return JOB_MANAGER;
    }

    /**
     * Names the main log of a task manager. {@code /taskmanagers/:taskmanagerid/log}.
     *
     * @param id the task manager
     * @return the log
     */
    public static LogSource taskManager(TaskManagerId id) {
        return new LogSource(Objects.requireNonNull(id, "id"), Kind.MAIN, null);
    }

    /**
     * Names what the same process prints to standard output. {@code …/stdout}.
     *
     * @return the log
     */
    public LogSource stdout() {
        return new LogSource(taskManager, Kind.STDOUT, null);
    }

    /**
     * Names a log file of the same process. {@code …/logs/:filename}.
     *
     * @param name the file's name, as the process lists it
     * @return the log
     * @throws IllegalArgumentException if the name is blank
     */
    public LogSource file(String name) {
        return new LogSource(taskManager, Kind.FILE, Check.notBlank("log file name", name));
    }

    /**
     * Returns whose log it is.
     *
     * @return the task manager; null if it is the job manager's
     */
    public @Nullable TaskManagerId taskManager() {
        return taskManager;
    }

    /** Returns the file's name; null if only the process knows it. */
    @Nullable String fileName() {
        return file;
    }

    /** Returns what the file's name ends with, if Flink chose it. */
    String extension() {
        return kind == Kind.STDOUT ? ".out" : ".log";
    }

    /** Reads the log. */
    Request<String> content() {
        if (file != null) {
            return content(file);
        }
        boolean main = kind == Kind.MAIN;
        if (taskManager == null) {
            return (main ? JobManagerEndpoints.LOG : JobManagerEndpoints.STDOUT).with();
        }
        return (main ? TaskManagerEndpoints.LOG : TaskManagerEndpoints.STDOUT).with(taskManager);
    }

    /** Reads a file of the same process. */
    Request<String> content(String name) {
        return taskManager == null
                ? JobManagerEndpoints.LOG_FILE.with(name)
                : TaskManagerEndpoints.LOG_FILE.with(taskManager, name);
    }

    /** Lists the files of the same process. */
    Request<LogList> list() {
        return taskManager == null
                ? JobManagerEndpoints.LOGS.with()
                : TaskManagerEndpoints.LOGS.with(taskManager);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LogSource source
                && Objects.equals(taskManager, source.taskManager)
                && kind == source.kind
                && Objects.equals(file, source.file);
    }

    @Override
    public int hashCode() {
        return Objects.hash(taskManager, kind, file);
    }

    /** Returns it for people, for example {@code main log of the job manager}. */
    @Override
    public String toString() {
        String what =
                switch (kind) {
                    case MAIN -> "main log";
                    case STDOUT -> "standard output";
                    case FILE -> "log file '" + file + "'";
                };
        return what
                + " of "
                + (taskManager == null ? "the job manager" : "task manager " + taskManager);
    }
}
