package dev.flinkrest.cli.context;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "delete", description = "Forgets a context.")
final class ContextDelete extends CliCommand {
    @Parameters(paramLabel = "NAME", description = "The context.")
    private String name = "";

    @Override
    protected void run(Session session) throws IOException {
        session.target(name);
        ContextFile.Content content = session.contexts().read();
        content.contexts().remove(name);
        String current = name.equals(content.current()) ? null : content.current();
        session.contexts().write(new ContextFile.Content(current, content.contexts()));
        session.out().talk("Context " + name + " is forgotten.");
    }
}
