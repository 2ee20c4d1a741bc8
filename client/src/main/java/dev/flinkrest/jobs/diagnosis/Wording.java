package dev.flinkrest.jobs.diagnosis;

import java.time.Instant;
import java.util.Locale;

/** Writes numbers as people read them. */
final class Wording {
    private static final int LINE = 300;

    private Wording() {}

    /** Writes a moment in milliseconds since 1970, in UTC to the second. */
    static String time(long millis) {
        return Instant.ofEpochSecond(Math.floorDiv(millis, 1000)).toString();
    }

    /** Writes a duration of so many milliseconds in the unit that suits it. */
    static String duration(long millis) {
        if (millis < 1000) {
            return millis + " ms";
        }
        double seconds = millis / 1000.0;
        if (seconds < 120) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        double minutes = seconds / 60;
        return minutes < 120
                ? String.format(Locale.ROOT, "%.0f min", minutes)
                : String.format(Locale.ROOT, "%.1f h", minutes / 60);
    }

    /** Writes a share of 0 to 1 in percent. */
    static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    /** Writes a number with its noun. */
    static String count(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }

    /** Returns the first line of a text, without the full stop at its end, short enough to read. */
    static String line(String text) {
        String line = text.strip().lines().findFirst().orElse("").strip();
        if (line.length() > LINE) {
            return line.substring(0, LINE - 1) + "…";
        }
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
