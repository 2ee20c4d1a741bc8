package dev.flinkrest.cli.operation;

import java.util.List;

/** Knows the commands about what was triggered before, and about savepoints. */
public final class OperationCommands {
    /** What can be done with operations. */
    public static final List<String> OPERATION_VERBS = List.of("wait", "status");

    /** What can be done with savepoints. */
    public static final List<String> SAVEPOINT_VERBS = List.of("dispose");

    private OperationCommands() {}

    /**
     * Makes a command about operations.
     *
     * @param verb one of {@link #OPERATION_VERBS}
     * @return the command
     */
    public static Object ofOperation(String verb) {
        return switch (verb) {
            case "wait" -> new OperationWait();
            case "status" -> new OperationStatusOf();
            default -> throw new IllegalArgumentException("no command: operation " + verb);
        };
    }

    /**
     * Makes a command about savepoints.
     *
     * @param verb one of {@link #SAVEPOINT_VERBS}
     * @return the command
     */
    public static Object ofSavepoint(String verb) {
        return switch (verb) {
            case "dispose" -> new SavepointDispose();
            default -> throw new IllegalArgumentException("no command: savepoint " + verb);
        };
    }
}
