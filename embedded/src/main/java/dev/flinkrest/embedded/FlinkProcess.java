package dev.flinkrest.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs the child JVM. Its standard input is its life line: the child halts when that ends, so when
 * this process closes it or dies in whatever way. Safe for use by several threads.
 */
final class FlinkProcess {

    private static final String READY = "READY ";

    /** Names the class that the main classes of all children extend. */
    private static final String COMMON_CLASS = "dev.flinkrest.embedded.child.ChildJvm";

    private static final int PATIENCE_SECONDS = 5;
    private static final int SHOWN_LINES = 30;

    private final Process process;
    private final ChildProgram program;
    private final Directories directories;
    private final CompletableFuture<URI> ready = new CompletableFuture<>();

    private FlinkProcess(Process process, ChildProgram program, Directories directories) {
        this.process = process;
        this.program = program;
        this.directories = directories;
        Thread drain = new Thread(this::drainOutput, "embedded-flink-" + process.pid());
        drain.setDaemon(true);
        drain.start();
    }

    /**
     * Starts the JVM and returns at once.
     *
     * @param program what the JVM runs
     * @param jdk what it runs on
     * @param jars the class path without the child's own classes
     * @param jvmOptions options that come after, and so win over, the defaults
     * @param programArguments what the child's main method is given
     * @throws EmbeddedFlinkException if the JVM cannot be launched
     */
    static FlinkProcess launch(
            ChildProgram program,
            Jdk jdk,
            Directories directories,
            Collection<Path> jars,
            List<String> jvmOptions,
            List<String> programArguments) {
        try {
            copyClass(COMMON_CLASS, directories);
            copyClass(program.mainClass(), directories);
            Path logging = directories.configuration().resolve("log4j2.properties");
            copyResource("log4j2.properties", logging);
            List<String> arguments = new ArrayList<>(defaultOptions(jdk, directories, logging));
            arguments.addAll(jvmOptions);
            arguments.add("-cp");
            arguments.add(classPath(directories, jars));
            arguments.add(program.mainClass());
            arguments.addAll(programArguments);
            Path file = directories.configuration().resolve("java.args");
            Files.write(file, arguments.stream().map(FlinkProcess::quoted).toList());
            ProcessBuilder builder =
                    new ProcessBuilder(jdk.java().toString(), "@" + file)
                            .directory(directories.root().toFile())
                            .redirectError(directories.output().toFile());
            // Not that of the user's own Flink, if there is one; and some servers insist on a file.
            for (String name : List.of("flink-conf.yaml", "config.yaml")) {
                Files.writeString(
                        directories.configuration().resolve(name), "rest.address: 127.0.0.1\n");
            }
            builder.environment().put("FLINK_CONF_DIR", directories.configuration().toString());
            return new FlinkProcess(builder.start(), program, directories);
        } catch (IOException e) {
            throw new EmbeddedFlinkException(
                    "Cannot launch the JVM of an embedded "
                            + program.name()
                            + " with "
                            + jdk.java()
                            + " in "
                            + directories.root(),
                    e);
        }
    }

    /**
     * Returns the options that Flink needs on this JVM, and the few that keep it small and quiet.
     */
    private static List<String> defaultOptions(Jdk jdk, Directories directories, Path logging) {
        List<String> options = new ArrayList<>();
        options.add("-Xmx512m");
        // Without these two, running a jar fails with "Could not execute application".
        options.add("--add-opens=java.base/java.util=ALL-UNNAMED");
        options.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
        if (jdk.feature() >= 24) {
            // Netty and Flink's own memory segments: allowed for now, but not without a warning.
            options.add("--sun-misc-unsafe-memory-access=allow");
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        // Standard output is for one line only.
        options.add("-XX:+DisplayVMOutputToStderr");
        options.add("-Djava.io.tmpdir=" + directories.temporaryFiles());
        options.add("-Dlog.file=" + directories.log());
        options.add("-Dlog4j.configurationFile=" + logging.toUri());
        return options;
    }

    private static String classPath(Directories directories, Collection<Path> jars) {
        List<String> entries = new ArrayList<>();
        entries.add(directories.classes().toString());
        for (Path jar : jars) {
            entries.add(jar.toString());
        }
        return String.join(System.getProperty("path.separator"), entries);
    }

    /** Returns an argument in the form that the java launcher's argument files want. */
    static String quoted(String argument) {
        return '"'
                + argument.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }

    private static void copyClass(String name, Directories directories) throws IOException {
        String file = name.replace('.', '/') + ".class";
        copyResource("/META-INF/flink-child/" + file, directories.classes().resolve(file));
    }

    private static void copyResource(String resource, Path target) throws IOException {
        try (InputStream in = FlinkProcess.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(
                        "Resource "
                                + resource
                                + " is missing: the jar of dev.flinkrest.embedded is not complete");
            }
            Files.createDirectories(target.getParent());
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void drainOutput() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(READY)) {
                    ready.complete(URI.create(line.substring(READY.length())));
                }
            }
        } catch (IOException e) {
            ready.completeExceptionally(e);
        } finally {
            ready.completeExceptionally(new IOException("Its standard output has ended"));
        }
    }

    /**
     * Waits until the server is ready and returns where its REST API is.
     *
     * @throws EmbeddedFlinkException if the child ends before that, takes too long, or this thread
     *     is interrupted
     */
    URI await(Duration timeout) {
        try {
            return ready.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new EmbeddedFlinkException(
                    "The JVM of an embedded "
                            + program.name()
                            + " ended, "
                            + exitCode()
                            + ", before it was ready. "
                            + said(),
                    e.getCause());
        } catch (TimeoutException e) {
            throw new EmbeddedFlinkException(
                    "An embedded "
                            + program.name()
                            + " was not ready within "
                            + timeout
                            + ". Give it more time by startTimeout, or more memory by jvmOptions. "
                            + said(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedFlinkException(
                    "Interrupted while waiting for an embedded " + program.name() + " to be ready",
                    e);
        }
    }

    private String exitCode() {
        try {
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    ? "with exit code " + process.exitValue()
                    : "or at least its standard output did";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "or at least its standard output did";
        }
    }

    /** Returns the ends of what the child has printed and logged, for a message. */
    String said() {
        StringBuilder said = new StringBuilder();
        for (Path file : List.of(directories.output(), directories.log())) {
            List<String> lines = lastLines(file);
            if (!lines.isEmpty()) {
                said.append("The last lines of ").append(file.getFileName()).append(":\n  ");
                said.append(String.join("\n  ", lines)).append('\n');
            }
        }
        return said.isEmpty() ? "It has printed nothing." : said.toString().stripTrailing();
    }

    private static List<String> lastLines(Path file) {
        try {
            List<String> lines =
                    Files.exists(file)
                            ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                                    .lines()
                                    .toList()
                            : List.of();
            return lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
        } catch (IOException e) {
            return List.of("(cannot be read: " + e + ")");
        }
    }

    /** Returns the child's process id. */
    long pid() {
        return process.pid();
    }

    /**
     * Returns whether the child runs. The system is asked: a {@link Process} learns of the end a
     * moment later than who waits for it by {@link ProcessHandle#onExit}, as our users can by the
     * pid.
     */
    boolean isAlive() {
        return process.toHandle().isAlive();
    }

    /** Kills the child, as {@code kill -9} does, and returns when it is gone. */
    void kill() {
        process.destroyForcibly();
        end();
    }

    /**
     * Ends the child and returns when it is gone. It is halted: nobody wants its state any more.
     */
    void end() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // The child is gone already, or will be by what follows.
        }
        boolean interrupted = false;
        while (true) {
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    process.waitFor();
                }
                break;
            } catch (InterruptedException e) {
                interrupted = true;
                process.destroyForcibly();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
