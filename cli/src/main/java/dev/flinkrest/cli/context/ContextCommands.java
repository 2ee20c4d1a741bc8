package dev.flinkrest.cli.context;

import java.util.List;

/** Knows the commands about contexts. */
public final class ContextCommands {
    /** What can be done with contexts. */
    public static final List<String> VERBS = List.of("list", "show", "use", "set", "delete");

    private ContextCommands() {}

    /**
     * Makes a command.
     *
     * @param verb one of {@link #VERBS}
     * @return the command
     */
    public static Object create(String verb) {
        return switch (verb) {
            case "list" -> new ContextList();
            case "show" -> new ContextShow();
            case "use" -> new ContextUse();
            case "set" -> new ContextSet();
            case "delete" -> new ContextDelete();
            default -> throw new IllegalArgumentException("no command: context " + verb);
        };
    }
}
