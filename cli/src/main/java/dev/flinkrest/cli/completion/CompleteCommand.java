package dev.flinkrest.cli.completion;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import java.util.List;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** Answers a shell: what may the last of these words become? */
@Command(name = "__complete", hidden = true, description = "Completes a command line.")
public final class CompleteCommand extends CliCommand {
    @Parameters(arity = "0..*", description = "The words up to the cursor.")
    private List<String> words = List.of();

    private final BiFunction<Session, List<String>, CommandSpec> commands;

    /**
     * Makes the command.
     *
     * @param commands puts the commands together that words name
     */
    public CompleteCommand(BiFunction<Session, List<String>, CommandSpec> commands) {
        this.commands = commands;
    }

    @Override
    protected void run(Session session) {
        String last = words.isEmpty() ? "" : words.get(words.size() - 1);
        List<String> before = words.isEmpty() ? List.of() : words.subList(0, words.size() - 1);
        Place place = Place.after(before, commands.apply(session, words));
        for (Candidate candidate : candidates(session, place, last)) {
            session.out()
                    .more(
                            candidate,
                            candidate.word(),
                            candidate.word() + "\t" + candidate.description());
        }
        session.out().checkPipe();
    }

    private static List<Candidate> candidates(Session session, Place place, String last) {
        List<Candidate> all;
        if (place.awaited() != null) {
            all =
                    new Values(session.like(place.urls(), place.context()), place)
                            .of(place.awaited());
        } else if (last.startsWith("-") && !place.onlyOperands()) {
            all = place.options();
        } else if (!place.command().subcommands().isEmpty()) {
            all = place.subcommands();
        } else {
            ArgSpec operand = place.operand();
            all =
                    operand == null
                            ? List.of()
                            : new Values(session.like(place.urls(), place.context()), place)
                                    .of(operand);
        }
        return all.stream()
                .filter(one -> one.word().regionMatches(true, 0, last, 0, last.length()))
                .toList();
    }
}
