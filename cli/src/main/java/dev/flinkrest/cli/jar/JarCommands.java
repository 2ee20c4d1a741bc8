package dev.flinkrest.cli.jar;

import java.util.List;

/** Knows the commands about jars. */
public final class JarCommands {
    /** What can be done with jars. */
    public static final List<String> VERBS =
            List.of("list", "upload", "run", "run-application", "plan", "delete", "prune");

    private JarCommands() {}

    /**
     * Makes a command.
     *
     * @param verb one of {@link #VERBS}
     * @return the command
     */
    public static Object create(String verb) {
        return switch (verb) {
            case "list" -> new JarListing();
            case "upload" -> new JarUploading();
            case "run" -> new JarRunning();
            case "run-application" -> new JarRunningApplication();
            case "plan" -> new JarPlanning();
            case "delete" -> new JarDeleting();
            case "prune" -> new JarPruning();
            default -> throw new IllegalArgumentException("no command: jar " + verb);
        };
    }
}
