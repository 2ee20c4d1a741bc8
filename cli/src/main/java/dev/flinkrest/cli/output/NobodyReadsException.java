package dev.flinkrest.cli.output;

/** Ends a command whose results are not read any more; that is no failure. */
public final class NobodyReadsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NobodyReadsException() {
        super("standard output was closed", null, false, false);
    }
}
