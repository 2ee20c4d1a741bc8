package dev.flinkrest.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Puts the commands together, as many as a command line needs. */
final class CommandTree {
    private final CommandLine root;

    /**
     * Puts together what the words name, for to look at a command costs a millisecond. Words that
     * are no commands do no harm.
     */
    static CommandLine of(Flinkctl options, List<String> words) {
        CommandTree tree = new CommandTree(options);
        Set<String> known = Set.copyOf(words);
        for (Noun noun : Noun.values()) {
            if (known.contains(noun.word())) {
                List<String> named = noun.verbs().stream().filter(known::contains).toList();
                tree.add(noun, named.isEmpty() ? noun.verbs() : named);
            }
        }
        for (Single single : Single.values()) {
            if (known.contains(single.word())) {
                tree.add(single);
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
        for (Single single : Single.values()) {
            tree.add(single);
        }
        return tree.root;
    }

    /** Puts together what a command line that is not complete yet may be about. */
    static CommandSpec complete(Session session, List<String> words) {
        CommandTree tree = new CommandTree(new Flinkctl(session.surroundings()));
        for (Noun noun : Noun.values()) {
            tree.add(noun, words.contains(noun.word()) ? noun.verbs() : List.of());
        }
        for (Single single : Single.values()) {
            tree.add(single);
        }
        return tree.root.getCommandSpec();
    }

    /** Returns what there is without a noun before it, by name, and in a line what it is for. */
    static Map<String, String> summaries() {
        Map<String, String> summaries = new LinkedHashMap<>();
        for (Noun noun : Noun.values()) {
            summaries.put(noun.word(), noun.summary());
        }
        for (Single single : Single.values()) {
            if (single != Single.COMPLETE) {
                summaries.put(single.word(), single.summary());
            }
        }
        return summaries;
    }

    /** Returns the words that may follow, those included that were not put together. */
    static List<String> words(CommandSpec command) {
        for (Noun noun : Noun.values()) {
            if (noun.word().equals(command.name())) {
                return noun.verbs();
            }
        }
        return List.copyOf(summaries().keySet());
    }

    private CommandTree(Flinkctl options) {
        this.root = new CommandLine(options.spec());
    }

    private void add(Single single) {
        root.addSubcommand(single.word(), single.command());
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
