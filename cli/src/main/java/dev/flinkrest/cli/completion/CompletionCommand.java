package dev.flinkrest.cli.completion;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the script of a shell. */
@Command(
        name = "completion",
        description = {
            "Prints a script that makes a shell complete commands, options, ids and names.",
            "For bash: source <(flinkctl completion bash)"
        })
public final class CompletionCommand extends CliCommand {
    /** Names the shells that there are scripts for. */
    enum Shell {
        /** GNU bash. */
        BASH,
        /** The Z shell. */
        ZSH,
        /** The friendly interactive shell. */
        FISH
    }

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.BASH;

    @Override
    protected void run(Session session) throws IOException {
        String name = "flinkctl." + shell.name().toLowerCase(Locale.ROOT);
        try (InputStream script = CompletionCommand.class.getResourceAsStream(name)) {
            session.out().raw(Objects.requireNonNull(script, name).readAllBytes());
        }
    }
}
