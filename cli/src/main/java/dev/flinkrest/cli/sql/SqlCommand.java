package dev.flinkrest.cli.sql;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.sql.SessionOptions;
import dev.flinkrest.sql.SqlSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs SQL on a SQL Gateway. */
@Command(
        name = "sql",
        description = {
            "Runs SQL statements on a SQL Gateway (1.16): those given, those of a file or of standard input, or"
                    + " those typed at a prompt.",
            "The gateway is the context's, or what FLINKCTL_SQL_GATEWAY names."
        })
public final class SqlCommand extends CliCommand {
    @Option(
            names = {"-e", "--execute"},
            paramLabel = "SQL",
            description = "Statements to run; may be repeated.")
    private List<String> statements = List.of();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "A file of statements to run.")
    private @Nullable Path file;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "Configuration of the session; may be repeated.")
    private Map<String, String> configuration = new LinkedHashMap<>();

    @Override
    protected void run(Session session) throws IOException {
        List<String> script = new ArrayList<>(statements);
        if (file != null) {
            script.add(Files.readString(file));
        }
        boolean isTyped =
                script.isEmpty()
                        && session.surroundings().isInputTerminal()
                        && session.surroundings().outLooks().isTerminal();
        if (script.isEmpty() && !isTyped) {
            byte[] input = session.surroundings().in().readAllBytes();
            script.add(new String(input, StandardCharsets.UTF_8));
        }
        SessionOptions options = SessionOptions.builder().properties(configuration).build();
        try (SqlSession sql = session.gateway().openSession(options)) {
            if (isTyped) {
                try (Terminal terminal =
                        TerminalBuilder.builder().system(true).provider("exec").build()) {
                    new Prompt(session, sql, terminal).run();
                }
            } else {
                StatementRunner runner = new StatementRunner(sql, session.out());
                script.stream().flatMap(text -> Statements.of(text).stream()).forEach(runner::run);
            }
        }
    }
}
