package dev.flinkrest.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Uploads in a JVM whose whole heap is smaller than what some clients use. */
final class SmallHeap {
    private SmallHeap() {}

    /** Runs an upload in a child JVM and returns what became of it. */
    static String upload(Peer.Kind peer, int port, Path jar) throws IOException {
        List<String> command = ServerProcess.java("-Xmx32m", "-XX:+UseSerialGC");
        command.addAll(
                List.of(
                        SmallHeap.class.getName(),
                        peer.name(),
                        String.valueOf(port),
                        jar.toString()));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String result = out.readLine();
            return result == null ? "**failed**" : result;
        } finally {
            process.destroyForcibly();
        }
    }

    public static void main(String[] args) throws Exception {
        Path jar = Path.of(args[2]);
        Meter meter = new Meter();
        Batch batch;
        try (Peer peer = Peer.Kind.valueOf(args[0]).open(Integer.parseInt(args[1]))) {
            Batch.Call call = each -> each.upload(jar);
            Batch.run(meter, peer, call, 0, 1, true); // is not warm yet
            batch = Batch.run(meter, peer, call, 0, 1, true);
        }
        System.out.printf(
                Locale.ROOT,
                "passes, %,.0f MB/s%n",
                jar.toFile().length() * batch.callsPerSecond() / 1e6);
        Runtime.getRuntime().halt(0); // without waiting for anyone's threads
    }
}
