package dev.flinkrest.error;

/** Keeps messages short enough for a screen. */
final class Texts {
    private static final int LINE = 300;

    private Texts() {}

    static String line(String text) {
        String line = text.strip().lines().findFirst().orElse("").strip();
        return line.length() <= LINE ? line : line.substring(0, LINE - 1) + "…";
    }

    /** Leaves out the middle of a text that is longer than a bound. */
    static String ends(String text, int bound) {
        int half = bound / 2;
        return text.length() <= bound
                ? text
                : text.substring(0, half) + "\n…\n" + text.substring(text.length() - half);
    }

    /** Says in one line what failed and why. */
    static String describe(SerializedThrowable failure) {
        return headlineAndCause(
                StackTraces.message(failure.headline()), failure.rootCause(), failure.headline());
    }

    /** Joins a headline and its root cause, unless one says what the other says. */
    static String headlineAndCause(String headline, String cause, String fallback) {
        String first = line(headline.isEmpty() ? fallback : headline);
        String last = line(cause);
        if (last.isEmpty() || first.contains(last)) {
            return first;
        }
        return (first.endsWith(".") ? first.substring(0, first.length() - 1) : first) + ": " + last;
    }
}
