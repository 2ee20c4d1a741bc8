package dev.flinkrest.cli.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program as it is shipped, run by a user with a home and an environment of their own. */
public final class Installed {
    private static final int SIGINT = 2;

    public final Map<String, String> environment = new HashMap<>();

    private final Path program;
    private final Path home;

    /** What a process came to. */
    public record Ended(int code, String out, String err) {}

    public Installed(Path program, Path home) {
        this.program = program;
        this.home = home;
        environment.put("HOME", home.toString());
        environment.put("PATH", System.getenv("PATH"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("TERM", "xterm-256color");
        environment.put("FLINKCTL_NO_ARCHIVE", "1");
    }

    /** Unpacks what the build has packed; gives the directory that it makes. */
    public static Path unpack(Path where) throws IOException, InterruptedException {
        Files.createDirectories(where);
        Path archive;
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            archive =
                    built.filter(file -> file.toString().endsWith(".tar.gz"))
                            .findFirst()
                            .orElseThrow()
                            .toAbsolutePath();
        }
        int code =
                new ProcessBuilder("tar", "xzf", archive.toString())
                        .directory(where.toFile())
                        .inheritIO()
                        .start()
                        .waitFor();
        if (code != 0) {
            throw new IOException("tar ended with " + code);
        }
        try (Stream<Path> unpacked = Files.list(where)) {
            return unpacked.findFirst().orElseThrow();
        }
    }

    public static boolean has(String command) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
    }

    /** Tells whether the processes that are started here are deaf to Ctrl-C. */
    public static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                    .anyMatch(ignored -> (ignored & 1 << (SIGINT - 1)) != 0);
        }
    }

    public String path() {
        return program.resolve("bin/flinkctl").toString();
    }

    public Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(path()));
        command.addAll(List.of(args));
        return start(command);
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    public Ended run(String... args) throws IOException, InterruptedException {
        return ended(start(args));
    }

    /** Runs a line of bash, or of another shell. */
    public Ended shell(String line) throws IOException, InterruptedException {
        return shell("bash", line);
    }

    public Ended shell(String shell, String line) throws IOException, InterruptedException {
        return ended(start(List.of(shell, "-c", line)));
    }

    private static Ended ended(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        CompletableFuture<String> err =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return text(process.getErrorStream().readAllBytes());
                            } catch (IOException e) {
                                return e.toString();
                            }
                        });
        String out = text(process.getInputStream().readAllBytes());
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Ended(process.waitFor(), out, err.join());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Runs it on a terminal of so many columns and rows. */
    public Pane pane(int columns, int rows, String... args)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(path()));
        command.addAll(List.of(args));
        return pane(columns, rows, command);
    }

    /** Runs another program on a terminal. */
    public Pane pane(int columns, int rows, List<String> program)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("env", "-i"));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(program);
        return new Pane(columns, rows, command);
    }
}
