package dev.flinkrest.cli;

/** Ends a command for a reason that no other exception tells. */
public final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;

    /**
     * Makes one.
     *
     * @param exitCode how the run ends
     * @param message what happened, and what to try; several lines if need be
     */
    public CommandFailedException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
