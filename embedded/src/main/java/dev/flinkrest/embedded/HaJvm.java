package dev.flinkrest.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Is one of the JVMs of a cluster that is highly available: ZooKeeper, a JobManager, a task
 * manager. It can be killed and launched again. Safe for use by several threads, but for being
 * launched.
 */
final class HaJvm {

    private final Launcher launcher;
    private final ChildProgram program;
    private final Directories directories;
    private final Map<String, String> configuration;
    private final List<String> arguments;
    private volatile @Nullable FlinkProcess process;
    private volatile @Nullable URI uri;

    HaJvm(
            Launcher launcher,
            ChildProgram program,
            Directories directories,
            Map<String, String> configuration,
            List<String> arguments) {
        this.launcher = launcher;
        this.program = program;
        this.directories = directories;
        this.configuration = Map.copyOf(configuration);
        this.arguments = List.copyOf(arguments);
    }

    /**
     * Launches the JVM and returns at once. If it has run before, its REST API comes back at the
     * same port.
     *
     * @throws IllegalStateException if it runs
     * @throws EmbeddedFlinkException if its jars cannot be had or it cannot be launched
     */
    void launch() {
        if (isAlive()) {
            throw new IllegalStateException("The " + program.name() + " at " + uri + " runs");
        }
        Map<String, String> all = new LinkedHashMap<>(configuration);
        URI before = uri;
        if (before != null) {
            all.put("rest.port", Integer.toString(before.getPort()));
            all.put("rest.bind-port", Integer.toString(before.getPort()));
        }
        List<Path> jars = launcher.resolve(program);
        process = launcher.launch(program, jars, directories, all, arguments);
    }

    /**
     * Waits until what was launched is ready, and returns where it is.
     *
     * @throws EmbeddedFlinkException if it ends before that or takes too long
     */
    URI await() {
        URI found = process().await(launcher.startTimeout());
        uri = found;
        return found;
    }

    /** Returns where it is, or was when it last ran. */
    URI uri() {
        return Objects.requireNonNull(uri, "not ready yet");
    }

    private FlinkProcess process() {
        return Objects.requireNonNull(process, "not launched yet");
    }

    boolean isAlive() {
        FlinkProcess launched = process;
        return launched != null && launched.isAlive();
    }

    /** Kills it, as {@code kill -9} does, and returns when it is gone. */
    void kill() {
        process().kill();
    }

    /** Ends it and returns when it is gone. */
    void end() {
        process().end();
    }

    /** Removes its files but for log and configuration. */
    void removeFiles() {
        directories.remove();
    }

    /** Returns its log. */
    Path log() {
        return directories.log();
    }

    /** Returns the ends of what it has printed and logged, for a message. */
    String said() {
        return program.name() + ": " + process().said();
    }

    /**
     * Does nothing as long as it runs.
     *
     * @throws EmbeddedFlinkException if it has ended
     */
    void check() {
        if (!isAlive()) {
            throw new EmbeddedFlinkException(
                    "The JVM of an embedded "
                            + program.name()
                            + " ended before its cluster was ready. "
                            + process().said(),
                    null);
        }
    }
}
