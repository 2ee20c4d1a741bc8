package dev.flinkrest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flinkrest.cli.support.Installed;
import dev.flinkrest.cli.support.Pane;
import dev.flinkrest.embedded.EmbeddedFlink;
import dev.flinkrest.embedded.EmbeddedSqlGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs SQL on a real gateway, as given, from a file and from standard input. */
@Timeout(180)
class FlinkctlSqlIT {
    private static EmbeddedFlink flink;
    private static EmbeddedSqlGateway gateway;

    @TempDir Path home;

    private Runner runner;

    @BeforeAll
    static void start() {
        flink = EmbeddedFlink.builder().version("2.3.0").sql().start();
        gateway = EmbeddedSqlGateway.start(flink);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        flink.close();
    }

    @BeforeEach
    void go() {
        runner = new Runner(home);
        runner.environment.put("FLINKCTL_URL", flink.uri().toString());
        runner.environment.put("FLINKCTL_SQL_GATEWAY", gateway.uri().toString());
    }

    @Test
    void printsRowsWithWhatBecameOfThem() {
        Runner.Result result =
                runner.run(
                        "sql",
                        "-e",
                        "SELECT a, COUNT(*) AS n FROM (VALUES ('x'), ('y'), ('x')) AS t(a) GROUP BY a");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out().lines()).first().asString().matches("OP  a +n");
        assertThat(result.out())
                .containsPattern("\\+I  y +1\n")
                .containsPattern("-U  x +1\n")
                .containsPattern("\\+U  x +2\n");
        assertThat(result.err()).endsWith("4 rows.\n");
    }

    @Test
    void hasNoMarksInBatches() {
        Runner.Result result =
                runner.run(
                        "sql",
                        "-D",
                        "execution.runtime-mode=batch",
                        "-e",
                        "SELECT 1 AS a, CAST(NULL AS STRING) AS b, 'it''s' AS c",
                        "--no-headers");
        assertThat(result.out()).matches(" +1  NULL +it's\n");
    }

    @Test
    void runsScriptsStatementByStatement() throws Exception {
        Path script =
                Files.writeString(
                        home.resolve("script.sql"),
                        """
                        -- a comment; with a semicolon
                        CREATE TEMPORARY VIEW v AS SELECT ';' AS a;
                        SELECT a FROM v; -- the end
                        """);
        Runner.Result result = runner.run("sql", "-f", script.toString(), "-o", "json");
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode row = new ObjectMapper().readTree(result.out());
        assertThat(row.at("/kind").asText()).isEqualTo("INSERT");
        assertThat(row.at("/fields/a").asText()).isEqualTo(";");

        runner.typed = Files.readString(script);
        assertThat(runner.run("sql", "-o", "json").out()).isEqualTo(result.out());
    }

    @Test
    void runsStatementSets() {
        Runner.Result result =
                runner.run(
                        "sql",
                        "-o",
                        "json",
                        "-e",
                        "CREATE TEMPORARY TABLE hole (n INT) WITH ('connector' = 'blackhole');"
                                + " EXPLAIN STATEMENT SET BEGIN INSERT INTO hole VALUES (1);"
                                + " INSERT INTO hole VALUES (2); END;");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("Optimized Execution Plan");
    }

    @Test
    void printsBytesAsTheyAre() {
        String query = "SELECT x'0aff' AS b, ARRAY[x'01'] AS bs";
        assertThat(runner.run("sql", "-e", query, "--no-headers").out())
                .matches("\\+I  x'0aff' +\\[x'01'] *\n");
        assertThat(runner.run("sql", "-e", query, "-o", "json").out())
                .contains("{\"b\":\"Cv8=\",\"bs\":[\"AQ==\"]}");
    }

    @Test
    void saysWhereAStatementIsWrong() {
        Runner.Result result = runner.run("sql", "-e", "SELECT 1; SELEC 2; SELECT 3");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("the statement failed: SQL parse failed.");
        assertThat(result.out().lines()).hasSize(2);
    }

    @Test
    void takesStatementsAtAPrompt() throws Exception {
        assumeTrue(Installed.has("tmux"), "there is no tmux here");
        Installed flinkctl = new Installed(Installed.unpack(home.resolve("program")), home);
        flinkctl.environment.put("FLINKCTL_URL", flink.uri().toString());
        flinkctl.environment.put("FLINKCTL_SQL_GATEWAY", gateway.uri().toString());
        try (Pane pane = flinkctl.pane(80, 24, "sql")) {
            pane.awaits("sql>");
            pane.type("SELECT a, b");
            pane.press("Enter");
            pane.awaits("  >");
            pane.type("FROM (VALUES ('x;y', 7)) AS t(a, b);");
            pane.press("Enter");
            pane.awaits("OP  a");
            pane.awaits("+I  x;y");
            pane.awaits("1 row.");
            pane.awaitsLast("sql>");

            // what was typed before is still there
            pane.press("Up");
            pane.awaitsLast("  > FROM (VALUES ('x;y', 7)) AS t(a, b);");
            pane.press("C-c");
            pane.awaitsLast("sql>");

            pane.type("SELECT * FR");
            pane.press("Tab");
            pane.awaits("sql> SELECT * FROM");
            pane.press("C-c");
            pane.awaitsLast("sql>");

            pane.type("SELEC 1;");
            pane.press("Enter");
            pane.awaits("warning: ");
            pane.awaitsLast("sql>");

            pane.type("CREATE TABLE endless (n BIGINT) WITH ('connector' = 'datagen');");
            pane.awaits("'datagen');");
            pane.press("Enter");
            pane.awaitsLast("sql>");
            pane.type("SELECT n FROM endless;");
            pane.press("Enter");
            // they come without end, and the heading has gone
            Pane.await(() -> pane.screen().matches("(?s).*\\+I +-?\\d{9,}\n.*"));
            pane.press("C-c");
            pane.awaits("The query is ended.");
            pane.awaitsLast("sql>");
            pane.press("C-d");
            pane.awaitsEnd();
        }
        Path history = home.resolve(".local/state/flinkctl/sql_history");
        assertThat(Files.readString(history)).contains("VALUES").contains("endless");
    }

    @Test
    void needsAGateway() {
        runner.environment.remove("FLINKCTL_SQL_GATEWAY");
        Runner.Result result = runner.run("sql", "-e", "SELECT 1");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("no SQL Gateway is known");
        assertThat(List.of(result.out())).containsExactly("");
    }
}
