package dev.flinkrest.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A {@link CannedServer} in a child JVM. */
public final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a server and waits until it listens.
     *
     * @return the server, to be closed
     * @throws IOException if it does not start
     */
    public static ServerProcess start() throws IOException {
        List<String> command = new ArrayList<>();
        String cpu = System.getProperty("benchmarks.server.cpu", "");
        if (!cpu.isEmpty()) {
            command.addAll(List.of("taskset", "-c", cpu));
        }
        command.addAll(java("-Xms128m", "-Xmx128m", "-XX:+UseSerialGC"));
        command.add(CannedServer.class.getName());
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            String port = out.readLine();
            if (port == null) {
                throw new IOException("the canned server did not start");
            }
            return new ServerProcess(process, Integer.parseInt(port));
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** The start of a command that runs a class of this class path. */
    static List<String> java(String... flags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(flags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return command;
    }

    /**
     * Tells where it listens.
     *
     * @return its port, on 127.0.0.1
     */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
