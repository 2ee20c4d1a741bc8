package dev.flinkrest.cli.output;

/** Says how a text looks on a terminal that has colours. */
public enum Style {
    /** Like all else. */
    PLAIN(""),
    /** A heading. */
    BOLD("1"),
    /** Less important. */
    DIM("2"),
    /** All is well. */
    GOOD("32"),
    /** On its way, or worth a look. */
    BUSY("33"),
    /** Wrong. */
    BAD("31");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    String paint(String text) {
        return code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[m";
    }

    /**
     * Returns the style of a state of Flink's, of a job, a task, a checkpoint or an operation.
     *
     * @param state its name
     * @return green where all is well, yellow on the way, red where something failed
     */
    public static Style ofState(Object state) {
        return switch (state.toString()) {
            case "RUNNING", "FINISHED", "COMPLETED", "OK", "LOW" -> GOOD;
            case "FAILED", "FAILING", "HIGH", "CRITICAL", "ERROR" -> BAD;
            case "CANCELED", "SUSPENDED", "UNKNOWN" -> DIM;
            default -> BUSY;
        };
    }
}
