package dev.flinkrest.cli.context;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "use", description = "Chooses the context that commands use from now on.")
final class ContextUse extends CliCommand {
    @Parameters(paramLabel = "NAME", description = "The context; - for none.")
    private String name = "";

    @Override
    protected void run(Session session) throws IOException {
        ContextFile.Content content = session.contexts().read();
        String chosen = name.equals("-") ? null : session.target(name).name();
        session.contexts().write(new ContextFile.Content(chosen, content.contexts()));
        session.out()
                .talk(
                        chosen == null
                                ? "No context is in use."
                                : "Context " + chosen + " is in use.");
    }
}
