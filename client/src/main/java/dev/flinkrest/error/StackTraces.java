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
        String last = null;
        int from = 0;
        for (String name = className(headline, from); name != null; ) {
            last = name;
            from = headline.indexOf(": ", from) + 2;
            name = from < 2 ? null : className(headline, from);
        }
        return last;
    }

    private static String rootCauseHeadline(String trace) {
        int at = trace.lastIndexOf(CAUSED_BY);
        return firstLine(at < 0 ? trace : trace.substring(at + CAUSED_BY.length()));
    }

    /**
     * Returns the class that a headline such as {@code java.lang.Error: text} begins with, or null.
     */
    static @Nullable String className(String headline) {
        return className(headline, 0);
    }

    private static @Nullable String className(String headline, int from) {
        int colon = headline.indexOf(':', from);
        int end = colon < 0 ? headline.length() : colon;
        return isClassName(headline, from, end) ? headline.substring(from, end) : null;
    }

    /** Returns a headline without the exception classes that it begins with. */
    static String message(String headline) {
        int from = 0;
        while (true) {
            int colon = headline.indexOf(": ", from);
            int end = colon < 0 ? headline.length() : colon;
            if (!isClassName(headline, from, end)) {
                return headline.substring(from);
            }
            if (colon < 0) {
                return "";
            }
            from = colon + 2;
        }
    }

    private static boolean isClassName(String text, int from, int end) {
        int dot = text.indexOf('.', from);
        if (dot <= from || dot >= end || text.charAt(end - 1) == '.') {
            return false;
        }
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if (!Character.isJavaIdentifierPart(c) && c != '.') {
                return false;
            }
        }
        return true;
    }

    private static String firstLine(String text) {
        return text.stripLeading().lines().findFirst().orElse("").strip();
    }
}
