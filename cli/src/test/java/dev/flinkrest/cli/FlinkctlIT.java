package dev.flinkrest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flinkrest.cli.support.Pane;
import dev.flinkrest.embedded.EmbeddedFlink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Works with the oldest and the newest Flink as a user would. */
@ParameterizedClass
@ValueSource(strings = {"1.13.6", "2.3.0"})
@Timeout(180)
class FlinkctlIT {
    private static final String JAR = System.getProperty("example.job");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static EmbeddedFlink flink;

    /** What was run, a line for each. */
    private static final List<String> COMMANDS = new ArrayList<>();

    private static int tests;

    @Parameter String version;

    @TempDir Path home;

    private Runner runner;

    @BeforeParameterizedClassInvocation
    static void start(String version) {
        stop();
        COMMANDS.clear();
        tests = 0;
        flink =
                EmbeddedFlink.builder()
                        .version(version)
                        .configuration("rest.flamegraph.enabled", "true")
                        .configuration("rest.profiling.enabled", "true")
                        .start();
    }

    @AfterAll
    static void stop() {
        if (flink != null) {
            flink.close();
        }
    }

    /** Those that have tests of their own need a server of another kind. */
    @AfterParameterizedClassInvocation
    static void everyCommandHasRun() {
        long all =
                Stream.of(FlinkctlIT.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .count();
        if (tests == all) {
            List<String> missing = new ArrayList<>(TranscriptTest.commands());
            missing.removeIf(
                    command ->
                            command.startsWith(" history ")
                                    || COMMANDS.stream()
                                            .anyMatch(run -> run.contains(command + " ")));
            assertThat(missing).containsExactly(" sql");
        }
    }

    @BeforeEach
    void go() {
        tests++;
        runner = new Runner(home);
        runner.environment.put("FLINKCTL_URL", flink.uri().toString());
    }

    private boolean isNew() {
        return version.equals("2.3.0");
    }

    private Runner.Result run(int code, String... args) {
        Runner.Result result = runner.run(args);
        COMMANDS.add(" " + String.join(" ", args) + " ");
        assertThat(result.code())
                .as("flinkctl %s: %s%s", List.of(args), result.out(), result.err())
                .isEqualTo(code);
        return result;
    }

    /** Runs a command, which must succeed; gives the line that it prints. */
    private String line(String... args) {
        return run(0, args).out().strip();
    }

    private JsonNode json(String... args) throws Exception {
        List<String> all = new ArrayList<>(List.of("-o", "json"));
        all.addAll(List.of(args));
        return JSON.readTree(run(0, all.toArray(String[]::new)).out());
    }

    private String startJob(String name, String... more) {
        List<String> args =
                new ArrayList<>(
                        List.of("run", JAR, "--detach", "--", "--name", name, "--rate", "200"));
        args.addAll(List.of(more));
        String id = line(args.toArray(String[]::new));
        run(0, "job", "wait", id, "--for", "running", "--timeout", "1m");
        return id;
    }

    @Test
    void runsAJobToItsEnd() throws Exception {
        Runner.Result result =
                run(0, "run", JAR, "--", "--name", "finite", "--records", "20", "--rate", "0");
        assertThat(result.out()).matches("[0-9a-f]{32}  FINISHED  .*\n");
        assertThat(result.err()).startsWith("Job ").contains(" is started.");
        String id = result.out().substring(0, 32);
        assertThat(json("job", "get", id).at("/state").asText()).isEqualTo("FINISHED");
        assertThat(line("job", "wait", id)).isEqualTo("FINISHED");
        assertThat(line("job", "watch", id, "--until-ended", "-o", "name")).isEqualTo(id);
    }

    @Test
    void saysWhyAJobFailed() {
        String program = "--name failing --fail-at 5 --fail-mode always --restart-strategy none";
        List<String> args = new ArrayList<>(List.of("run", JAR, "--"));
        args.addAll(List.of(program.split(" ", -1)));
        Runner.Result result = run(1, args.toArray(String[]::new));
        assertThat(result.out()).contains("  FAILED  ");
        assertThat(result.err()).contains("the job ended FAILED; see: flinkctl job diagnose ");
        String id = result.out().substring(0, 32);
        assertThat(line("job", "diagnose", id))
                .contains("CRITICAL")
                .contains("Record 5 fails, as --fail-at asked it to");
        assertThat(line("job", "exceptions", id)).contains("RequestedFailureException");
        assertThat(line("job", "exceptions", id, "-s")).contains("\tat dev.flinkrest.examplejob.");
        assertThat(run(1, "job", "wait", id).err()).contains("Record 5 fails");
    }

    @Test
    void savesAndGoesOn() {
        String id = startJob("saved");
        assertThat(line("job", "status", "saved")).isEqualTo("RUNNING");
        String saved = line("job", "savepoint", "saved", "-d", home.toUri() + "savepoints");
        assertThat(saved).contains("/savepoints/savepoint-" + id.substring(0, 6));
        assertThat(line("job", "stop", id, "--dry-run", "-d", "x"))
                .startsWith("POST /jobs/" + id + "/stop {");
        assertThat(line("job", "cancel", id, "--dry-run")).startsWith("PATCH /jobs/" + id);
        assertThat(line("job", "status", id)).isEqualTo("RUNNING");
        assertThat(line("job", "cancel", "saved")).endsWith("CANCELED");
    }

    @Test
    void stopsAndRunsFromThere() throws Exception {
        String id = startJob("stopped");
        String path = line("job", "stop", "stopped", "-d", home.toUri() + "savepoints");
        assertThat(line("job", "wait", id, "--for", "ended")).isEqualTo("FINISHED");
        String again = line("job", "run-from", path, JAR, "--", "--name", "again");
        assertThat(line("job", "wait", again, "--for", "running")).isEqualTo("RUNNING");
        assertThat(json("job", "checkpoints", again).at("/latest/restored/external_path").asText())
                .isEqualTo(path);
        assertThat(line("job", "cancel", "again")).isEqualTo(again + "  CANCELED");
        assertThat(line("savepoint", "dispose", path)).endsWith("deleted");
        assertThat(run(1, "savepoint", "dispose", path).err()).contains("failed");
    }

    @Test
    void triggersNowAndWaitsLater() {
        String id = startJob("patient");
        Runner.Result triggered =
                run(0, "job", "savepoint", id, "--no-wait", "-d", home.toUri() + "savepoints");
        String trigger = triggered.out().strip();
        assertThat(triggered.err())
                .contains("flinkctl operation wait savepoint " + id + " " + trigger);
        assertThat(line("operation", "wait", "savepoint", id, trigger)).contains("/savepoint-");
        assertThat(line("operation", "status", "savepoint", id, trigger)).isEqualTo("COMPLETED");
        assertThat(line("job", "cancel", id)).endsWith("CANCELED");
    }

    @Test
    void upgradesAndGoesBack() throws Exception {
        String id = startJob("versioned");
        String savepoints = home.toUri() + "savepoints";
        JsonNode up = json("job", "upgrade", id, JAR, "--no-rollback", "-d", savepoints, "-p", "2");
        String next = up.at("/job").asText();
        assertThat(json("job", "get", next).at("/state").asText()).isEqualTo("RUNNING");
        Runner.Result back =
                run(
                        1,
                        "job",
                        "upgrade",
                        next,
                        JAR,
                        "--old-jar",
                        JAR,
                        "-d",
                        savepoints,
                        "--",
                        "--main-fails",
                        "true");
        assertThat(back.err()).contains("the old version runs again");
        for (JsonNode job : json("job", "list", "--state", "RUNNING")) {
            run(0, "job", "cancel", job.at("/jid").asText());
        }
    }

    @Test
    void readsAllThereIsToBeRead() throws Exception {
        String id = startJob("read", "--checkpoint-interval", "200");
        run(0, "job", "wait", id, "--for", "checkpoint");
        String tm = line("tm", "list", "-o", "name");
        for (String command :
                List.of(
                        "cluster overview",
                        "cluster config",
                        "version",
                        "doctor",
                        "job list",
                        "job get read",
                        "job vertices read",
                        "job plan read",
                        "job graph read",
                        "job config read",
                        "job exceptions read",
                        "job accumulators read",
                        "job checkpoints read",
                        "job checkpoints read --config",
                        "job metrics read",
                        "job watermarks read",
                        "job backpressure read",
                        "job logs read",
                        "job diagnose read",
                        "jar list",
                        "tm list",
                        "tm get " + tm,
                        "tm metrics " + tm,
                        "tm logs " + tm,
                        "tm logs --list " + tm,
                        "tm stdout -n 1 " + tm,
                        "tm thread-dump " + tm,
                        "jm config",
                        "jm logs -n 5",
                        "jm logs --level warn",
                        "jm stdout -n 1",
                        "jm metrics",
                        "dataset list",
                        "top --count 1",
                        "api GET /overview")) {
            run(0, command.split(" ", -1));
            run(0, (command + " -o json").split(" ", -1));
        }
        for (String command : List.of("application list", "jm environment", "jm thread-dump")) {
            run(isNew() ? 0 : 7, command.split(" ", -1));
        }
        run(isNew() ? 0 : 7, "job", "checkpoint", id);
        run(7, "job", "rescale", id, "-p", "2");
        run(7, "api", "GET", "/no/such/operation");
        run(0, "job", "cancel", id);
    }

    @Test
    void looksIntoVertices() {
        String id = startJob("looked-into");
        String vertex = line("job", "vertices", id, "-o", "name").lines().findFirst().orElseThrow();
        assertThat(line("job", "subtasks", id, vertex)).contains("RUNNING");
        assertThat(line("job", "flamegraph", id, vertex.substring(0, 8)))
                .containsPattern("(?m)^root;.* \\d+$");
        run(0, "job", "cancel", id);
    }

    @Test
    void startsUploadedPrograms() throws Exception {
        String jar = line("jar", "upload", JAR);
        String id = line("jar", "run", jar, "--", "--name", "uploaded", "--rate", "5");
        assertThat(line("job", "wait", id, "--for", "running")).isEqualTo("RUNNING");
        // the server keeps no such history without the adaptive scheduler
        run(isNew() ? 3 : 7, "rescale", "list", id);
        run(isNew() ? 3 : 7, "rescale", "get", id, "00");
        run(0, "job", "cancel", "uploaded");

        String[] start = {"jar", "run-application", jar, "--", "--name", "applied", "--rate", "5"};
        if (isNew()) {
            String application = line(start);
            Pane.await(() -> runner.run("job", "status", "applied").code() == 0);
            run(0, "job", "wait", "applied", "--for", "running");
            assertThat(line("application", "get", application)).contains("RUNNING");
            assertThat(run(0, "application", "exceptions", application).err()).isNotEmpty();
            assertThat(line("application", "cancel", application)).contains(application);
        } else {
            String nobody = "0".repeat(32);
            run(7, start);
            run(7, "application", "get", nobody);
            run(7, "application", "exceptions", nobody);
            run(7, "application", "cancel", nobody);
        }
        run(0, "jar", "delete", jar);
    }

    @Test
    void profilesProcesses() {
        String tm = line("tm", "list", "-o", "name");
        String[] into = {"--duration", "1s", "--download", home.toString()};
        for (List<String> process :
                List.of(List.of("jm", "profile"), List.of("tm", "profile", tm))) {
            List<String> words = new ArrayList<>(process);
            words.addAll(List.of(into));
            Runner.Result result = run(isNew() ? 0 : 7, words.toArray(String[]::new));
            if (isNew()) {
                assertThat(Path.of(result.out().strip())).hasParent(home).isNotEmptyFile();
            }
        }
    }

    @Test
    void keepsItInAContext() {
        runner.environment.remove("FLINKCTL_URL");
        run(0, "context", "set", "here", "--url", flink.uri().toString());
        run(0, "context", "use", "here");
        assertThat(line("context", "list")).contains("here");
        assertThat(line("context", "show")).contains(flink.uri().toString());
        assertThat(line("version")).contains(version);
        String id = startJob("completed");
        assertThat(line("__complete", "--", "job", "get", "compl"))
                .startsWith("completed\t" + id + ", RUNNING");
        assertThat(line("completion", "bash")).contains("__complete");
        run(0, "--context", "here", "job", "cancel", "completed");
        run(0, "context", "delete", "here");
    }

    @Test
    void deletesDataSets() {
        // old servers never come to an end with one that is not there
        Runner.Result result =
                run(isNew() ? 0 : 6, "dataset", "delete", "0".repeat(32), "--timeout", "2s");
        assertThat(isNew() ? result.out() : result.err()).contains("0".repeat(32));
        assertThat(runner.hints).last().asString().contains(" operation wait dataset ");
    }

    @Test
    void shutsTheClusterDown() throws Exception {
        assertThat(run(2, "cluster", "shutdown").err()).contains("--yes");
        assertThat(line("cluster", "shutdown", "--dry-run")).isEqualTo("DELETE /cluster");
        try (EmbeddedFlink other = EmbeddedFlink.start(version)) {
            run(0, "--url", other.uri().toString(), "cluster", "shutdown", "--yes");
            Pane.await(
                    () -> runner.run("--url", other.uri().toString(), "job", "list").code() == 5);
        }
        run(0, "job", "list");
    }

    @Test
    void looksAfterJars() throws Exception {
        String first = line("jar", "upload", JAR);
        String second = line("jar", "upload", JAR);
        assertThat(line("jar", "list", "-o", "name")).contains(first).contains(second);
        assertThat(json("jar", "plan", second, "--", "--name", "planned").at("/nodes")).hasSize(3);
        assertThat(line("jar", "prune", "--keep", "1", "--dry-run")).contains("DELETE /jars/");
        assertThat(line("jar", "list", "-o", "name")).contains(first);
        run(0, "jar", "prune", "--keep", "1", "--yes");
        assertThat(line("jar", "list", "-o", "name")).isEqualTo(second);
        run(0, "jar", "delete", second.substring(0, 8));
        run(3, "jar", "delete", second);
        assertThat(run(2, "jar", "upload", home.toString()).err()).contains("there is no file");
    }

    @Test
    void leavesNoTraceInFlinksLog() {
        run(0, "cluster", "overview");
        run(0, "job", "list");
        assertThat(line("jm", "logs")).doesNotContain("Connection reset");
    }

    @Test
    void writesLogsToDisk() throws Exception {
        Path file = home.resolve("log");
        assertThat(line("jm", "logs", "--download", file.toString())).isEqualTo(file.toString());
        assertThat(Files.size(file)).isGreaterThan(100);
        assertThat(run(1, "jm", "logs", "--download", home.resolve("no/log").toString()).err())
                .contains("there is no file or directory " + home.resolve("no"));
        assertThat(home.resolve("no")).doesNotExist();
    }
}
