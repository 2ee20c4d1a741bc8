package dev.flinkrest.cli.output;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes durations, sizes and rates as people read them; what is not known is a dash. */
public final class Quantities {
    /** Stands for what is not known. */
    public static final String NONE = "-";

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Quantities() {}

    /**
     * Writes a duration in its two greatest units.
     *
     * @param millis milliseconds; null or negative if not known
     * @return for example {@code 850ms}, {@code 4.2s}, {@code 3m12s}, {@code 2h5m}, {@code 4d7h}
     */
    public static String duration(@Nullable Long millis) {
        if (millis == null || millis < 0) {
            return NONE;
        }
        if (millis < SECOND) {
            return millis + "ms";
        }
        if (millis < MINUTE) {
            return millis % SECOND < 100 || millis >= 10 * SECOND
                    ? millis / SECOND + "s"
                    : String.format(Locale.ROOT, "%d.%ds", millis / SECOND, millis % SECOND / 100);
        }
        if (millis < HOUR) {
            return pair(millis, MINUTE, "m", SECOND, "s");
        }
        return millis < DAY
                ? pair(millis, HOUR, "h", MINUTE, "m")
                : pair(millis, DAY, "d", HOUR, "h");
    }

    private static String pair(long millis, long great, String greatUnit, long small, String unit) {
        long rest = millis % great / small;
        return millis / great + greatUnit + (rest == 0 ? "" : rest + unit);
    }

    /**
     * Writes a number of bytes.
     *
     * @param bytes how many; null or negative if not known
     * @return for example {@code 312 B}, {@code 4.2 MiB}
     */
    public static String bytes(@Nullable Long bytes) {
        if (bytes == null || bytes < 0) {
            return NONE;
        }
        double value = bytes;
        int unit = 0;
        // what would be written as 1024 belongs to the next unit
        while (value >= 1023.5 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return (unit == 0 || value >= 99.95
                        ? String.valueOf(Math.round(value))
                        : String.format(Locale.ROOT, "%.1f", value))
                + " "
                + UNITS[unit];
    }

    /**
     * Writes a share.
     *
     * @param share from 0 to 1; null if not known
     * @return for example {@code 37%}
     */
    public static String percent(@Nullable Double share) {
        return share == null || share.isNaN() ? NONE : Math.round(share * 100) + "%";
    }

    /**
     * Writes a rate or another measure that people only want the size of.
     *
     * @param value the measure; null if not known
     * @return for example {@code 0.25}, {@code 812}, {@code 14.2k}, {@code 3.1M}
     */
    public static String number(@Nullable Double value) {
        if (value == null || value.isNaN()) {
            return NONE;
        }
        double size = Math.abs(value);
        if (size < 10) {
            return value == Math.rint(value)
                    ? String.valueOf((long) (double) value)
                    : String.format(Locale.ROOT, "%.2f", value);
        }
        if (size < 9_999.5) {
            return String.valueOf(Math.round(value));
        }
        if (size < 999_950) {
            return String.format(Locale.ROOT, "%.1fk", value / 1e3);
        }
        return size < 999.95e6
                ? String.format(Locale.ROOT, "%.1fM", value / 1e6)
                : String.format(Locale.ROOT, "%.1fG", value / 1e9);
    }

    /**
     * Writes how many things there are.
     *
     * @param number how many
     * @param thing what one is called, in a word that takes an s
     * @return for example {@code 1 job}, {@code 2 jobs}
     */
    public static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /**
     * Writes a point in time.
     *
     * @param millis milliseconds since 1970; null or not positive if not known
     * @return ISO 8601 in UTC, to the second
     */
    public static String time(@Nullable Long millis) {
        return millis == null || millis <= 0
                ? NONE
                : Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
