package dev.flinkrest.benchmarks;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.embedded.EmbeddedFlink;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.RunOptions;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares how long short runs of {@code flinkctl} take, from nothing to the end of the process,
 * with Flink's own command line, curl and a JVM that says hello; all at one cluster that runs one
 * job. They take turns, in an order that changes from round to round.
 *
 * <p>Arguments: {@code --quick} for a short run that shows only that it works.
 */
public final class Start {
    private static final String FLINK = "2.3.0";
    private static final int WARM_UPS = 2;

    /** What flinkctl's launcher gives its JVM, without the archive of its classes. */
    private static final List<String> SHORT_RUN =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData");

    private final Path target;
    private final EmbeddedFlink cluster;
    private final String job;
    private final Map<Program, List<Double>> millis = new EnumMap<>(Program.class);

    /** What is started. */
    enum Program {
        HELLO("a JVM that says hello"),
        HELP("**`flinkctl --help`**"),
        LIST("**`flinkctl job list`**"),
        FLINK_LIST("`flink list`, Flink's own, " + FLINK),
        CURL("`curl …/jobs/overview`");

        private final String title;

        Program(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private Start(Path target, EmbeddedFlink cluster, String job) {
        this.target = target;
        this.cluster = cluster;
        this.job = job;
    }

    /**
     * Runs the comparison; prints the table, and writes it to {@code start.md}.
     *
     * @param args {@code --quick}, or nothing
     * @throws Exception if a program fails; a missed aim is no failure
     */
    public static void main(String[] args) throws Exception {
        boolean quick = List.of(args).equals(List.of("--quick"));
        if (args.length > 0 && !quick) {
            System.err.println("expected --quick or nothing; got " + String.join(" ", args));
            System.exit(2);
        }
        Path target = Path.of(System.getProperty("benchmarks.target", "target"));
        try (EmbeddedFlink cluster = EmbeddedFlink.start(FLINK);
                FlinkRestClient flink = FlinkRestClient.connect(cluster.uri())) {
            JobId job =
                    flink.jars()
                            .uploadAndRun(
                                    find(target.resolve("lib"), "**/flink-rest-example-job-*.jar"),
                                    RunOptions.builder().arguments("--rate", "5").build());
            Start start = new Start(target, cluster, job.toString());
            int rounds = quick ? 3 : 31;
            start.measure(rounds);
            Report report = new Report();
            report.line(
                    "JDK %s, %s, %d cores; %d runs of each.%s",
                    Runtime.version(),
                    System.getProperty("os.name"),
                    Runtime.getRuntime().availableProcessors(),
                    rounds,
                    quick ? " **A quick run: its numbers mean nothing.**" : "");
            report.start(start);
            report.verdicts();
            Files.writeString(target.resolve("start.md"), report.toString());
            System.out.print(report);
        }
    }

    private void measure(int rounds) throws IOException, InterruptedException {
        List<Map.Entry<Program, List<String>>> order = new ArrayList<>(commands().entrySet());
        for (int round = 0; round < WARM_UPS + rounds; round++) {
            Collections.rotate(order, 1);
            for (Map.Entry<Program, List<String>> program : order) {
                double took = run(program.getKey(), program.getValue());
                if (round >= WARM_UPS) {
                    millis.computeIfAbsent(program.getKey(), key -> new ArrayList<>()).add(took);
                }
            }
        }
    }

    private Map<Program, List<String>> commands() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Map<Program, List<String>> commands = new EnumMap<>(Program.class);
        List<String> hello = new ArrayList<>(List.of(java));
        hello.addAll(SHORT_RUN);
        hello.addAll(List.of("-cp", target.resolve("classes").toString(), Hello.class.getName()));
        commands.put(Program.HELLO, hello);
        String flinkctl = find(target.resolve("../../cli/target"), "**/bin/flinkctl").toString();
        commands.put(Program.HELP, List.of(flinkctl, "--help"));
        commands.put(
                Program.LIST, List.of(flinkctl, "job", "list", "--url", cluster.uri().toString()));
        commands.put(
                Program.FLINK_LIST,
                List.of(
                        java,
                        "-cp",
                        EmbeddedFlink.jars(FLINK).stream()
                                .map(Path::toString)
                                .collect(Collectors.joining(File.pathSeparator)),
                        "org.apache.flink.client.cli.CliFrontend",
                        "list",
                        "-m",
                        cluster.uri().getAuthority()));
        commands.put(
                Program.CURL,
                List.of("curl", "-sS", cluster.uri().resolve("/jobs/overview").toString()));
        return commands;
    }

    /** Returns how many milliseconds a program took, having seen that it did what it should. */
    private double run(Program program, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("FLINK_CONF_DIR", configuration().toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        long begun = System.nanoTime();
        Process process = builder.start();
        process.getOutputStream().close();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        double took = (System.nanoTime() - begun) / 1e6;
        String expected =
                switch (program) {
                    case HELLO -> "hello";
                    case HELP -> "Usage: flinkctl";
                    case LIST, FLINK_LIST, CURL -> job;
                };
        if (code != 0 || !printed.contains(expected)) {
            throw new IOException(program + " ended with " + code + ":\n" + printed);
        }
        return took;
    }

    /** Flink's command line insists on a file, which may be empty. */
    private Path configuration() throws IOException {
        Path directory = Files.createDirectories(target.resolve("flink-conf"));
        Path file = directory.resolve("config.yaml");
        if (!Files.exists(file)) {
            Files.writeString(file, "rest.port: 1\n");
        }
        return directory;
    }

    private static Path find(Path root, String glob) throws IOException {
        PathMatcher matcher = root.getFileSystem().getPathMatcher("glob:" + glob);
        try (Stream<Path> found = Files.find(root, 3, (path, what) -> matcher.matches(path))) {
            return found.findFirst()
                    .orElseThrow(() -> new IOException("there is no " + glob + " in " + root));
        }
    }

    double median(Program program) {
        return quantile(program, 0.5);
    }

    double quantile(Program program, double q) {
        double[] sorted =
                millis.getOrDefault(program, List.of()).stream()
                        .mapToDouble(one -> one)
                        .sorted()
                        .toArray();
        return sorted[(int) Math.round(q * (sorted.length - 1))];
    }
}
