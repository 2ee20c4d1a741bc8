package dev.flinkrest.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Is what all commands are: they run in a session, and say nothing of how it is opened. */
@Command(
        abbreviateSynopsis = true,
        footer = {"", "Options of all commands, such as --url and --output: flinkctl --help"})
public abstract class CliCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public final Integer call() throws Exception {
        Flinkctl root = (Flinkctl) spec.root().userObject();
        try (Session session = root.open()) {
            run(session);
        } catch (DryRun.NotSentException e) {
            // what would be sent was printed
        }
        return ExitCode.OK.code();
    }

    /**
     * Does what the command is for.
     *
     * @param session what it works with
     * @throws Exception if it fails; {@link Failures} tells the user
     */
    protected abstract void run(Session session) throws Exception;
}
