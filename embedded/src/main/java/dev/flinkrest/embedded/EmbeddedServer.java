package dev.flinkrest.embedded;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;

/** Is what all servers in a child JVM have in common. Safe for use by several threads. */
abstract class EmbeddedServer implements AutoCloseable {

    private final Running running;
    private final EndOnce end;

    EmbeddedServer(Running running) {
        this.running = running;
        this.end =
                new EndOnce(
                        () -> {
                            running.process().end();
                            running.directories().remove();
                        });
    }

    /**
     * Returns where the REST API is.
     *
     * @return a URI with scheme, host and port, without a path; never {@code null}
     */
    public URI uri() {
        return running.uri();
    }

    /**
     * Returns Flink's version.
     *
     * @return the full version; never {@code null}
     */
    public String version() {
        return running.version();
    }

    /**
     * Returns the directory that all of the server's files are in.
     *
     * @return an absolute path, which may be gone after {@link #close()}; never {@code null}
     */
    public Path directory() {
        return running.directories().root();
    }

    /**
     * Returns Flink's log file; a cluster's JobManager and task managers share it. What the child
     * JVM prints is beside it, in {@code flink.out}.
     *
     * @return an absolute path; never {@code null}
     */
    public Path log() {
        return running.directories().log();
    }

    /**
     * Returns the process id of the child JVM.
     *
     * @return the id
     */
    public long pid() {
        return running.process().pid();
    }

    /**
     * Returns whether the child JVM runs. It ends by {@link #close()}, and that of a cluster also
     * by {@code DELETE /cluster}.
     *
     * @return whether it runs
     */
    public boolean isAlive() {
        return running.process().isAlive();
    }

    /**
     * Ends the server at once, a cluster with its jobs, and waits until it is gone. Then removes
     * its directory, if that is the temporary one; from a directory that was chosen, removes
     * uploaded jars and temporary files only. Does nothing the second time.
     *
     * @throws UncheckedIOException if files cannot be removed
     */
    @Override
    public void close() {
        end.close();
    }

    /**
     * Describes the server in one line.
     *
     * @return such as {@code Flink 2.3.0 at http://127.0.0.1:39001}; never {@code null}
     */
    @Override
    public String toString() {
        return running.program().name() + " " + version() + " at " + uri();
    }

    /**
     * Holds a server that is ready.
     *
     * @param program what its JVM runs
     * @param version Flink's full version
     * @param directories where its files are
     * @param process its JVM
     * @param uri where its REST API is
     */
    record Running(
            ChildProgram program,
            String version,
            Directories directories,
            FlinkProcess process,
            URI uri) {}
}
