package dev.flinkrest.cli;

import dev.flinkrest.cli.completion.CompleteCommand;
import dev.flinkrest.cli.completion.CompletionCommand;
import dev.flinkrest.cli.sql.SqlCommand;
import dev.flinkrest.cli.top.TopCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Puts the commands together, as many as a command line needs. */
final class CommandTree {
    private static final String COMPLETE = "__complete";

    /** The commands without a noun. */
    private static final List<String> SINGLE =
            List.of("run", "top", "sql", "version", "doctor", "api", "completion", COMPLETE);

    private final CommandLine root;

    /**
     * Puts together what the words name: of the nouns and the commands without one, those among the
     * words in full, and the others by name and summary alone. Words that are no commands do no
     * harm.
     */
    static CommandLine of(Flinkctl options, List<String> words) {
        CommandTree tree = new CommandTree(options);
        Set<String> known = Set.copyOf(words);
        boolean isNamed = SINGLE.stream().anyMatch(known::contains);
        for (Noun noun : Noun.values()) {
            List<String> verbs = List.of();
            if (known.contains(noun.word())) {
                List<String> named = noun.verbs().stream().filter(known::contains).toList();
                verbs = named.isEmpty() ? noun.verbs() : named;
                isNamed = true;
            }
            tree.add(noun, verbs);
        }
        for (String word : SINGLE) {
            if (!isNamed || known.contains(word)) {
                tree.root.addSubcommand(word, single(word));
            }
        }
        return tree.root;
    }

    /** Puts all commands together. */
    static CommandLine whole(Flinkctl options) {
        CommandTree tree = new CommandTree(options);
        for (Noun noun : Noun.values()) {
            tree.add(noun, noun.verbs());
        }
        SINGLE.forEach(word -> tree.root.addSubcommand(word, single(word)));
        return tree.root;
    }

    /** Returns the words that may follow, those included that were not put together. */
    static List<String> words(CommandSpec command) {
        for (Noun noun : Noun.values()) {
            if (noun.word().equals(command.name())) {
                return noun.verbs();
            }
        }
        List<String> words = new ArrayList<>();
        for (Noun noun : Noun.values()) {
            words.add(noun.word());
        }
        words.addAll(SINGLE);
        words.remove(COMPLETE);
        return words;
    }

    private CommandTree(Flinkctl options) {
        this.root = new CommandLine(options);
    }

    /** Puts together what a command line that is not complete yet may be about. */
    private static CommandSpec complete(Session session, List<String> words) {
        CommandTree tree = new CommandTree(new Flinkctl(session.surroundings()));
        for (Noun noun : Noun.values()) {
            tree.add(noun, words.contains(noun.word()) ? noun.verbs() : List.of());
        }
        SINGLE.forEach(word -> tree.root.addSubcommand(word, single(word)));
        return tree.root.getCommandSpec();
    }

    private static Object single(String word) {
        return switch (word) {
            case "run" -> new RunCommand();
            case "top" -> new TopCommand();
            case "sql" -> new SqlCommand();
            case "version" -> new VersionCommand();
            case "doctor" -> new DoctorCommand();
            case "api" -> new ApiCommand();
            case "completion" -> new CompletionCommand();
            case COMPLETE -> new CompleteCommand(CommandTree::complete);
            default -> throw new IllegalArgumentException("no command: " + word);
        };
    }

    private void add(Noun noun, List<String> verbs) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new Group());
        spec.name(noun.word());
        spec.usageMessage().description(noun.summary() + ".");
        CommandLine group = new CommandLine(spec);
        root.addSubcommand(noun.word(), group);
        for (String verb : verbs) {
            group.addSubcommand(verb, noun.command(verb));
        }
    }

    /** Is a noun without a verb. */
    @Command(
            abbreviateSynopsis = true,
            synopsisSubcommandLabel = "COMMAND",
            footer = {"", "Options of all commands, such as --url and --output: flinkctl --help"})
    static final class Group implements Runnable {
        @Spec private CommandSpec spec;

        @Override
        public void run() {
            throw new ParameterException(
                    spec.commandLine(),
                    "what shall be done with '"
                            + spec.name()
                            + "'? There are: "
                            + String.join(", ", words(spec)));
        }
    }
}
