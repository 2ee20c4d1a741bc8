package dev.flinkrest.cli;

import dev.flinkrest.cli.output.Looks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * Runs the commands that shall start quickly, against a server of its own: which classes that takes
 * is written down when the program is packaged.
 */
final class Rehearsal {
    private static final String JOB = "0123456789abcdef0123456789abcdef";
    private static final String OVERVIEW =
            """
            {"jobs":[{"jid":"%s","name":"a job","jobType":"STREAMING","schedulerType":"Default",\
            "start-time":1,"end-time":-1,"duration":1,"state":"RUNNING","last-modification":1,\
            "tasks":{"total":1,"running":1},"pending-operators":0}]}"""
                    .formatted(JOB);
    private static final String DETAILS =
            """
            {"jid":"%s","name":"a job","isStoppable":false,"state":"RUNNING","start-time":1,"end-time":-1,\
            "duration":1,"maxParallelism":-1,"now":2,"timestamps":{"RUNNING":1},"vertices":[{"id":"%s",\
            "name":"a vertex","maxParallelism":1,"parallelism":1,"status":"RUNNING","start-time":1,\
            "end-time":-1,"duration":1,"tasks":{"RUNNING":1},"metrics":{"read-bytes":1,\
            "accumulated-busy-time":1.5}}],"status-counts":{"RUNNING":1},"plan":{"jid":"%s","name":"a job",\
            "nodes":[]}}"""
                    .formatted(JOB, JOB, JOB);
    private static final String CLUSTER =
            """
            {"taskmanagers":1,"slots-total":1,"slots-available":0,"jobs-running":1,"jobs-finished":0,\
            "jobs-cancelled":0,"jobs-failed":0,"flink-version":"2.3.0","flink-commit":"abc"}""";

    private Rehearsal() {}

    /**
     * Runs them.
     *
     * @param args nothing
     * @throws IOException if there is no port to be had
     */
    public static void main(String[] args) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> serve(listener), "rehearsal");
            server.setDaemon(true);
            server.start();
            String url = "http://127.0.0.1:" + listener.getLocalPort();
            for (Looks looks : new Looks[] {Looks.NONE, new Looks(true, true, true, 100)}) {
                run(looks, url, "--help");
                run(looks, url, "job", "list");
                run(looks, url, "job", "list", "-o", "json");
                run(looks, url, "job", "get", JOB);
                run(looks, url, "cluster", "overview");
                run(looks, url, "job", "list", "--nonsense");
            }
        }
    }

    private static void run(Looks looks, String url, String... args) {
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Surroundings surroundings =
                new Surroundings(
                        InputStream.nullInputStream(),
                        false,
                        nowhere,
                        looks,
                        nowhere,
                        looks,
                        Map.of("FLINKCTL_URL", url),
                        Path.of("nowhere"),
                        hint -> {});
        Flinkctl.run(surroundings, args);
    }

    private static void serve(ServerSocket listener) {
        try {
            while (true) {
                try (Socket socket = listener.accept()) {
                    answer(socket);
                }
            }
        } catch (IOException e) {
            // the rehearsal is over
        }
    }

    private static void answer(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String path = line.split(" ", 3)[1];
            while (line != null && !line.isEmpty()) {
                line = in.readLine();
            }
            String body =
                    path.equals("/overview")
                            ? CLUSTER
                            : path.equals("/jobs/overview") ? OVERVIEW : DETAILS;
            String reply =
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=UTF-8\r\nContent-Length: "
                            + body.length()
                            + "\r\n\r\n"
                            + body;
            socket.getOutputStream().write(reply.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
