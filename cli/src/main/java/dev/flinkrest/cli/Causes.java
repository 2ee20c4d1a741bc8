package dev.flinkrest.cli;

import dev.flinkrest.error.SerializedThrowable;

/** Tells of a stack trace what its deepest cause was, which is mostly what went wrong. */
public final class Causes {
    private Causes() {}

    /**
     * Returns what kind of failure it was.
     *
     * @param outermost the class of the outermost exception
     * @param stacktrace its stack trace
     * @return the name of the deepest cause's class, without its package
     */
    public static String name(String outermost, String stacktrace) {
        String deepest = new SerializedThrowable(null, stacktrace, null).rootCauseClass();
        String name = deepest == null ? outermost : deepest;
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /**
     * Returns what the deepest cause says.
     *
     * @param stacktrace the stack trace
     * @return its message
     */
    public static String message(String stacktrace) {
        return new SerializedThrowable(null, stacktrace, null).rootCause();
    }
}
