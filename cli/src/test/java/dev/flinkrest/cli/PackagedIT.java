package dev.flinkrest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flinkrest.cli.support.CannedFlink;
import dev.flinkrest.cli.support.Installed;
import dev.flinkrest.cli.support.Installed.Ended;
import dev.flinkrest.cli.support.Pane;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Unpacks what is shipped, and drives it as a user would. */
@Timeout(120)
class PackagedIT {
    private static final String JOB = "684916bb483f1dcfb787e4a270486e3c";

    private static final String PENDING =
            "{\"status\":{\"id\":\"IN_PROGRESS\"},\"operation\":null}";

    @TempDir static Path where;

    private static Path program;

    @TempDir Path home;

    private CannedFlink flink;
    private Installed flinkctl;

    @BeforeAll
    static void unpack() throws Exception {
        program = Installed.unpack(where);
    }

    @BeforeEach
    void start() throws IOException {
        flink = new CannedFlink("2.3.0");
        flinkctl = new Installed(program, home);
        flinkctl.environment.put("FLINKCTL_URL", flink.uri().toString());
    }

    @AfterEach
    void stop() throws IOException {
        flink.close();
    }

    @Test
    void listsJobs() throws Exception {
        Ended ended = flinkctl.run("job", "list", "--state", "RUNNING", "-o", "name");
        assertThat(ended).isEqualTo(new Ended(0, JOB + "\n", ""));
        assertThat(flinkctl.run("--version").out()).matches("flinkctl \\d.*\n");
    }

    @Test
    void loadsNothingThatTheCommandDoesNotUse() throws Exception {
        Path loaded = home.resolve("loaded");
        flinkctl.environment.put("FLINKCTL_JAVA_OPTIONS", "-Xlog:class+load:file=" + loaded);
        assertThat(flinkctl.run("job", "list").code()).isZero();
        assertThat(Files.readString(loaded))
                .contains(" dev.flinkrest.cli.job.JobList ")
                .doesNotContain(
                        " sun.security.ssl.",
                        " java.util.logging.LogManager ",
                        " org.jline.reader.",
                        " org.snakeyaml.",
                        " dev.flinkrest.cli.job.JobUpgrade ");
    }

    @Test
    void isFoundThroughLinks() throws Exception {
        Path link = Files.createSymbolicLink(home.resolve("f"), program.resolve("bin/flinkctl"));
        Ended ended = flinkctl.shell(link + " job status " + JOB);
        assertThat(ended).isEqualTo(new Ended(0, "RUNNING\n", ""));
    }

    @Test
    void keepsContextsForItsOwnerAlone() throws Exception {
        flinkctl.environment.remove("FLINKCTL_URL");
        assertThat(flinkctl.run("context", "set", "here", "--url", flink.uri().toString()).code())
                .isZero();
        Path file = home.resolve(".config/flinkctl/contexts.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(flinkctl.run("job", "status", JOB).out()).isEqualTo("RUNNING\n");
        flinkctl.environment.put("XDG_CONFIG_HOME", home.resolve("elsewhere").toString());
        assertThat(flinkctl.run("context", "list").out()).isEmpty();
    }

    @Test
    void makesItsArchiveOfClassesOnce() throws Exception {
        flinkctl.environment.remove("FLINKCTL_NO_ARCHIVE");
        flinkctl.run("version", "--client");
        Path archives = home.resolve(".cache/flinkctl");
        Pane.await(() -> Files.exists(archives) && count(archives, ".jsa.for") == 1);
        assertThat(flinkctl.run("job", "status", JOB)).isEqualTo(new Ended(0, "RUNNING\n", ""));
        assertThat(count(archives, "")).isEqualTo(2);

        // another JVM than it was made for: it is forgotten, and made anew
        Path mark;
        try (var files = Files.list(archives)) {
            mark = files.filter(file -> file.toString().endsWith(".for")).findFirst().orElseThrow();
        }
        Files.writeString(mark, Files.readString(mark).replaceFirst("\n.*\n", "\n1.2.3\n"));
        flinkctl.environment.put("FLINKCTL_NO_ARCHIVE", "1");
        assertThat(flinkctl.run("job", "status", JOB)).isEqualTo(new Ended(0, "RUNNING\n", ""));
        assertThat(mark).doesNotExist();
    }

    private static long count(Path directory, String suffix) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix)).count();
        }
    }

    @Test
    void writesAsciiWhereTheLocaleHasNoMore() throws Exception {
        flinkctl.environment.put("LC_ALL", "C");
        assertThat(flinkctl.run("job", "list", "--state", "RUNNING", "-o", "json").out())
                .contains("Main \\\"job\\\" \\u00E9");
        assertThat(flinkctl.run("job", "graph", JOB).out()).contains("`- HASH: Count per key");
        assertThat(flinkctl.run("job", "list", "--state", "RUNNING").out())
                .contains("Main \"job\" ?");
    }

    @Test
    void isNotBrokenByPipes() throws Exception {
        flink.with("GET /jobmanager/log", 200, "text/plain", "line\n".repeat(500_000));
        Ended ended =
                flinkctl.shell("set -o pipefail; '" + flinkctl.path() + "' jm logs | head -n 1");
        assertThat(ended).isEqualTo(new Ended(0, "line\n", ""));
        assertThat(flinkctl.shell("'" + flinkctl.path() + "' job list >&-").code()).isZero();
    }

    @Test
    void saysWhenThereIsNoRoomForResults() throws Exception {
        flink.with("GET /jobmanager/log", 200, "text/plain", "line\n".repeat(500_000));
        String command = "'" + flinkctl.path() + "' jm logs > ";
        for (String where : List.of("/dev/full", "'" + home.resolve("out") + "'")) {
            Ended ended = flinkctl.shell("ulimit -f 64; " + command + where);
            assertThat(ended.code()).as(where).isEqualTo(1);
            assertThat(ended.err())
                    .startsWith("flinkctl: standard output cannot be written: ")
                    .hasLineCount(1);
        }
    }

    @Test
    void endsAllJobsThoughNobodyReads() throws Exception {
        String others = "d91115e4e0af2f1b3d7b4b2bd9cbc6f0 44ea4cf9b0b4ca8bc8b5d1a2c3e4f506";
        String all = JOB + " " + others;
        Ended ended =
                flinkctl.shell(
                        "set -o pipefail; '"
                                + flinkctl.path()
                                + "' job cancel "
                                + all
                                + " --yes --no-wait | :");
        assertThat(ended.code()).as(ended.err()).isZero();
        for (String id : all.split(" ", -1)) {
            assertThat(flink.requests).anyMatch(line -> line.startsWith("PATCH /jobs/" + id));
        }
    }

    @Test
    void takesArgumentsWholeInAnyLocale() throws Exception {
        flinkctl.environment.put("LC_ALL", "C");
        String name = "\"$(printf 'Z\\303\\274rich')\"";
        Path file = Files.writeString(home.resolve("conf"), "not read");
        String program = " jar plan \"$jar\" -- --city " + name + " @" + file + " ''";
        Ended ended =
                flinkctl.shell(
                        "jar=$('"
                                + flinkctl.path()
                                + "' jar list -o name | head -n 1); '"
                                + flinkctl.path()
                                + "' "
                                + program);
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(flink.requests)
                .last()
                .asString()
                .contains("[\"--city\",\"Z\u00fcrich\",\"@" + file + "\",\"\"]");
    }

    @Test
    void leavesNothingBehindOnAFullDisk() throws Exception {
        flink.with("GET /jobmanager/log", 200, "text/plain", "line\n".repeat(500_000));
        Path file = home.resolve("log");
        Ended ended =
                flinkctl.shell(
                        "ulimit -f 64; '" + flinkctl.path() + "' jm logs --download " + file);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("File too large");
        try (var files = Files.list(home)) {
            assertThat(files.filter(one -> one.getFileName().toString().startsWith("log")))
                    .isEmpty();
        }
    }

    @Test
    void showsHowFarADownloadIs() throws Exception {
        assumeTrue(Installed.has("tmux"), "there is no tmux here");
        flink.with("GET /jobmanager/logs", "{\"logs\":[{\"name\":\"flink.log\",\"size\":500}]}");
        flink.withBeginning("GET /jobmanager/log", "line\n".repeat(50), 500);
        Path file = home.resolve("log");
        try (Pane pane = flinkctl.pane(120, 15, "jm", "logs", "--download", file.toString())) {
            pane.awaits("  ████████████░░░░░░░░░░░░  250 B of 500 B  ");
        }
    }

    @Test
    void saysWhenItCannotKeepContexts() throws Exception {
        flinkctl.environment.put("FLINKCTL_CONFIG", "/proc/flinkctl/contexts.json");
        Ended ended = flinkctl.run("context", "set", "x", "--url", "http://x");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).startsWith("flinkctl: ").contains("/proc/flinkctl");
        assertThat(ended.err().lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:1, 5, cannot connect to",
        "http://no-such-host.invalid, 5, no-such-host.invalid",
        "htp://x, 2, does not begin with http",
    })
    void saysWhenThereIsNoServer(String url, int code, String text) throws Exception {
        Ended ended = flinkctl.run("--url", url, "job", "list");
        assertThat(ended.code()).as(ended.err()).isEqualTo(code);
        assertThat(ended.err()).contains(text);
    }

    @Test
    void asksForATokenAgainBeforeItGivesUp() throws Exception {
        flink.with("GET /jobs/overview", 401, "application/json", "{\"errors\":[\"expired\"]}");
        flinkctl.environment.remove("FLINKCTL_URL");
        String command = "command:echo x >> " + home.resolve("asked") + "; echo token";
        flinkctl.run(
                "context", "set", "c", "--url", flink.uri().toString(), "--bearer-token", command);
        Ended ended = flinkctl.run("job", "list");
        assertThat(ended.code()).isEqualTo(8);
        assertThat(ended.err()).contains("expired").doesNotContain("token\n");
        assertThat(Files.readString(home.resolve("asked"))).isEqualTo("x\nx\n");
    }

    @Test
    void tellsAtATerminalHowToGoOnAfterCtrlC() throws Exception {
        assumeTrue(Installed.has("tmux"), "there is no tmux here");
        flink.with("GET /jobs/*/savepoints/*", PENDING);
        try (Pane pane = flinkctl.pane(200, 15, "job", "savepoint", JOB)) {
            pane.awaits("savepoint of job " + JOB + "  1s");
            pane.press("C-c");
            pane.awaits("The savepoint of job " + JOB + " goes on. To wait for it: flinkctl");
            pane.awaits(" operation wait savepoint " + JOB + " ");
            pane.awaits("ended 130");
        }
    }

    @Test
    void tellsHowToGoOnAfterCtrlC() throws Exception {
        assumeTrue(
                !Installed.ignoresInterrupts(),
                "this runs as a job in a shell's background, which ignores SIGINT");
        flink.with("GET /jobs/*/savepoints/*", PENDING);
        Process process = flinkctl.start("job", "savepoint", JOB);
        Pane.await(
                () ->
                        flink.requests.stream()
                                .anyMatch(line -> line.matches("GET .*/savepoints/.*")));
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(err).contains("flinkctl operation wait savepoint " + JOB + " ");
    }

    @ParameterizedTest
    @CsvSource({"bash", "zsh", "fish"})
    void completesInShells(String shell) throws Exception {
        assumeTrue(Installed.has(shell), "there is no " + shell + " here");
        String completions = program.resolve("completions").toString();
        String path = "PATH='" + program.resolve("bin") + "':$PATH; ";
        String script =
                switch (shell) {
                    case "bash" ->
                            path
                                    + "source '"
                                    + completions
                                    + "/flinkctl.bash'; COMP_LINE='flinkctl job get 68'; COMP_POINT=19;"
                                    + " COMP_WORDS=(flinkctl job get 68); COMP_CWORD=3;"
                                    + " _flinkctl; echo \"${COMPREPLY[@]}\"";
                    case "zsh" ->
                            path
                                    + "autoload -U compinit; compinit -D; source '"
                                    + completions
                                    + "/flinkctl.zsh'; _describe() { print -l $candidates; };"
                                    + " words=(flinkctl job get 68); CURRENT=4; _flinkctl";
                    default ->
                            "set -x PATH '"
                                    + program.resolve("bin")
                                    + "' $PATH; source '"
                                    + completions
                                    + "/flinkctl.fish'; complete -C 'flinkctl job get 68'";
                };
        Ended ended = flinkctl.shell(shell, script);
        assertThat(ended.out()).as(ended.err()).startsWith(JOB);
    }

    /** Bash tears words apart at colons, and leaves quotes in. */
    @Test
    void completesWhatIsTypedInBash() throws Exception {
        assumeTrue(Installed.has("tmux"), "there is no tmux here");
        String url = flinkctl.environment.remove("FLINKCTL_URL");
        flinkctl.environment.put("FLINKCTL_OUTPUT", "json");
        Path rc =
                Files.writeString(
                        home.resolve("rc"),
                        "PATH='"
                                + program.resolve("bin")
                                + "':$PATH; PS1='> '; source '"
                                + program.resolve("completions/flinkctl.bash")
                                + "'\n");
        List<String> bash = List.of("bash", "--rcfile", rc.toString(), "-i");
        try (Pane pane = flinkctl.pane(160, 15, bash)) {
            pane.awaitsLast(">");
            pane.type("flinkctl --url " + url + " job get 68");
            pane.press("Tab");
            pane.awaits(" job get " + JOB);
            pane.press("C-u");
            pane.type("flinkctl --url=" + url + " job get --output=w");
            pane.press("Tab");
            pane.awaits(" job get --output=wide");
            pane.press("C-u");
            pane.type("flinkctl --url " + url + " job status Main\\ ");
            pane.press("Tab");
            pane.awaits(" job status Main\\ \\\"job\\\"\\ é");
        }
    }

    @Test
    void showsTheClusterOnAWholeTerminal() throws Exception {
        assumeTrue(Installed.has("tmux"), "there is no tmux here");
        try (Pane pane = flinkctl.pane(60, 15, "top", "--interval", "200ms")) {
            pane.awaits("> d91115e4  Example job");
            pane.awaits("up/down choose");
            pane.press("Down");
            pane.awaits("> 44ea4cf9");
            pane.press("s");
            pane.awaits("s sort (name)");
            pane.press("s", "s", "s", "s");
            pane.awaits("s sort (started)");
            pane.press("Down", "Down", "Down", "Down");
            pane.awaits("> 684916bb");
            pane.press("Enter");
            pane.awaits("esc back");
            pane.awaits("Source: Numbers");
            pane.press("Escape");
            pane.awaits("> 684916bb");
            pane.press("q");
            pane.awaitsEnd();
        }
        try (Pane pane = flinkctl.pane(60, 15, "top")) {
            pane.awaits("q quit");
            pane.press("C-c"); // the screen is given back
            pane.awaits("ended 0");
        }
    }

    @Test
    void hasColoursOnATerminalUnlessToldNotTo() throws Exception {
        assumeTrue(Installed.has("tmux"), "there is no tmux here");
        try (Pane pane = flinkctl.pane(100, 15, "job", "list")) {
            pane.awaitsEnd();
            assertThat(pane.painted()).contains("\u001b[32mRUNNING");
        }
        flinkctl.environment.put("NO_COLOR", "1");
        try (Pane pane = flinkctl.pane(100, 15, "job", "list")) {
            pane.awaitsEnd();
            assertThat(pane.painted()).contains("RUNNING").doesNotContain("\u001b[");
        }
        flinkctl.environment.remove("NO_COLOR");
        assertThat(flinkctl.run("job", "list").out()).doesNotContain("\u001b");
    }

    @Test
    void fitsANarrowTerminal() throws Exception {
        assumeTrue(Installed.has("tmux"), "there is no tmux here");
        try (Pane pane = flinkctl.pane(40, 15, "job", "list")) {
            pane.awaits("684916bb  Main \"job\"…  RUNNING     12/12");
        }
    }
}
