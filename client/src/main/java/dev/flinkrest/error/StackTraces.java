package dev.flinkrest.error;

import org.jspecify.annotations.Nullable;

/** Reads headlines out of the stack traces that Flink sends as text. */
final class StackTraces {
    /** Begins a line: causes of suppressed exceptions are indented. */
    private static final String CAUSED_BY = "\nCaused by: ";

    private StackTraces() {}

    /** Returns the first line of a trace, or else the class name, or else an empty text. */
    static String headline(@Nullable String trace, @Nullable String className) {
        String first = trace == null ? "" : firstLine(trace);
        if (!first.isEmpty()) {
            return first;
        }
        return className == null ? "" : className;
    }

    /**
     * Returns the message of the last cause in a trace, without its class; empty if there is none.
     */
    static String rootCause(@Nullable String trace) {
        return trace == null ? "" : message(rootCauseHeadline(trace));
    }

    /** Returns the class of the last cause in a trace, or null. */
    static @Nullable String rootCauseClass(@Nullable String trace) {
        if (trace == null) {
            return null;
        }
        String headline = rootCauseHeadline(trace);
        String className = null;
        while (className(headline) != null) {
            className = className(headline);
            int colon = headline.indexOf(": ");
            headline = colon < 0 ? "" : headline.substring(colon + 2);
        }
        return className;
    }

    private static String rootCauseHeadline(String trace) {
        int at = trace.lastIndexOf(CAUSED_BY);
        return firstLine(at < 0 ? trace : trace.substring(at + CAUSED_BY.length()));
    }

    /**
     * Returns the class that a headline such as {@code java.lang.Error: text} begins with, or null.
     */
    static @Nullable String className(String headline) {
        int colon = headline.indexOf(':');
        String name = colon < 0 ? headline : headline.substring(0, colon);
        return isClassName(name) ? name : null;
    }

    /** Returns a headline without the exception classes that it begins with. */
    static String message(String headline) {
        String rest = headline;
        while (true) {
            int colon = rest.indexOf(": ");
            if (colon < 0 || !isClassName(rest.substring(0, colon))) {
                return isClassName(rest) ? "" : rest;
            }
            rest = rest.substring(colon + 2);
        }
    }

    private static boolean isClassName(String text) {
        if (text.indexOf('.') <= 0 || text.endsWith(".")) {
            return false;
        }
        return text.chars().allMatch(c -> Character.isJavaIdentifierPart(c) || c == '.');
    }

    private static String firstLine(String text) {
        return text.stripLeading().lines().findFirst().orElse("").strip();
    }
}
