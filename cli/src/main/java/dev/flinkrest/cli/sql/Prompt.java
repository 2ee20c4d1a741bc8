package dev.flinkrest.cli.sql;

import dev.flinkrest.cli.Session;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.sql.SqlSession;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jline.reader.Candidate;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;

/** Is the prompt at which statements are typed, with a history, and completion by the gateway. */
final class Prompt {
    private static final String HELP =
            "End a statement with a semicolon. Ctrl-C ends a query, Ctrl-D or quit the session.";

    private final Session session;
    private final SqlSession sql;
    private final Terminal terminal;

    Prompt(Session session, SqlSession sql, Terminal terminal) {
        this.session = session;
        this.sql = sql;
        this.terminal = terminal;
    }

    /** Reads and runs statements until the user has had enough. */
    void run() {
        LineReader reader =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .appName("flinkctl")
                        .parser(new UntilSemicolon())
                        .completer(this::complete)
                        .variable(LineReader.HISTORY_FILE, history())
                        .variable(LineReader.SECONDARY_PROMPT_PATTERN, "  > ")
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        .build();
        session.out().talk(HELP);
        while (true) {
            String line;
            try {
                line = reader.readLine("sql> ").strip();
            } catch (UserInterruptException e) {
                continue;
            } catch (EndOfFileException e) {
                return;
            }
            if (line.equalsIgnoreCase("quit") || line.equalsIgnoreCase("exit")) {
                return;
            }
            if (line.equalsIgnoreCase("help")) {
                session.out().talk(HELP);
            } else {
                Statements.of(line).forEach(this::execute);
            }
        }
    }

    /** Runs a statement; Ctrl-C ends it and not the session. */
    private void execute(String statement) {
        Thread here = Thread.currentThread();
        Terminal.SignalHandler before =
                terminal.handle(Terminal.Signal.INT, signal -> here.interrupt());
        try {
            new StatementRunner(sql, session.out()).run(statement);
        } catch (InterruptedCallException e) {
            session.out().talk("The query is ended.");
        } catch (FlinkRestException e) {
            session.out().warn(String.valueOf(e.getMessage()));
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
            // a signal that came too late is not for the next statement
            Thread.interrupted();
        }
    }

    private void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        try {
            sql.complete(line.line(), line.cursor())
                    .forEach(word -> candidates.add(new Candidate(word)));
        } catch (FlinkRestException e) {
            // nothing to offer
        }
    }

    /** Returns where statements are remembered: in the directory of the user's state. */
    private Path history() {
        String xdg = session.environment().getOrDefault("XDG_STATE_HOME", "");
        Path state =
                xdg.startsWith("/")
                        ? Path.of(xdg)
                        : session.surroundings().home().resolve(".local/state");
        return state.resolve("flinkctl").resolve("sql_history");
    }

    /** Takes lines for one statement until it ends with a semicolon. */
    private static final class UntilSemicolon extends DefaultParser {
        private static final Set<String> COMMANDS = Set.of("", "quit", "exit", "help");

        UntilSemicolon() {
            setEscapeChars(new char[0]);
            setQuoteChars(new char[0]);
        }

        @Override
        public ParsedLine parse(String line, int cursor, ParseContext context) {
            boolean isWhole =
                    Statements.isComplete(line)
                            || COMMANDS.contains(line.strip().toLowerCase(Locale.ROOT));
            if (context == ParseContext.ACCEPT_LINE && !isWhole) {
                throw new EOFError(-1, -1, "no semicolon yet");
            }
            return super.parse(line, cursor, context);
        }
    }
}
