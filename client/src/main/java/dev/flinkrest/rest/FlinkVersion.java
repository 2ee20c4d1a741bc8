package dev.flinkrest.rest;

import dev.flinkrest.error.UnsupportedByServerException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a version of Flink. Ordered by major, minor and patch number; a vendor's suffix does not
 * count. Immutable and safe for use by many threads.
 *
 * @param major the first number, for example 1
 * @param minor the second number, for example 20
 * @param patch the third number; 0 if the server names none
 */
public record FlinkVersion(int major, int minor, int patch) implements Comparable<FlinkVersion> {

    /** Flink 1.13, the oldest that this library supports. */
    public static final FlinkVersion V1_13 = new FlinkVersion(1, 13, 0);

    /** Flink 1.14. */
    public static final FlinkVersion V1_14 = new FlinkVersion(1, 14, 0);

    /** Flink 1.15. */
    public static final FlinkVersion V1_15 = new FlinkVersion(1, 15, 0);

    /** Flink 1.16. */
    public static final FlinkVersion V1_16 = new FlinkVersion(1, 16, 0);

    /** Flink 1.17. */
    public static final FlinkVersion V1_17 = new FlinkVersion(1, 17, 0);

    /** Flink 1.18. */
    public static final FlinkVersion V1_18 = new FlinkVersion(1, 18, 0);

    /** Flink 1.19. */
    public static final FlinkVersion V1_19 = new FlinkVersion(1, 19, 0);

    /** Flink 1.20. */
    public static final FlinkVersion V1_20 = new FlinkVersion(1, 20, 0);

    /** Flink 2.0. */
    public static final FlinkVersion V2_0 = new FlinkVersion(2, 0, 0);

    /** Flink 2.1. */
    public static final FlinkVersion V2_1 = new FlinkVersion(2, 1, 0);

    /** Flink 2.2. */
    public static final FlinkVersion V2_2 = new FlinkVersion(2, 2, 0);

    /** Flink 2.3, the newest that this library knows. */
    public static final FlinkVersion V2_3 = new FlinkVersion(2, 3, 0);

    private static final Pattern FORM =
            Pattern.compile("(\\d{1,6})\\.(\\d{1,6})(?:\\.(\\d{1,6}))?(?:[^0-9].*)?");

    /**
     * Reads a version as servers and vendors write it, for example {@code 1.20.3}, {@code
     * 2.1-SNAPSHOT} or {@code 1.20.0-amzn-1}.
     *
     * @param text the version's text
     * @return the version, or empty if the text does not begin with two numbers
     */
    public static Optional<FlinkVersion> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int patch = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        return Optional.of(
                new FlinkVersion(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        patch));
    }

    /**
     * Tells whether this version is another one or came after it.
     *
     * @param other the version to compare with
     * @return true if this version is not older than {@code other}
     */
    public boolean isAtLeast(FlinkVersion other) {
        return compareTo(other) >= 0;
    }

    /**
     * Refuses what this version, being a server's, does not know.
     *
     * @param since the version that brought it
     * @param operation what is being done, as {@link Endpoint#toString} writes it
     * @param what the option or ability, for the message
     * @param instead what works on an older server, as a sentence without its full stop; empty if
     *     nothing does
     * @throws UnsupportedByServerException if this version is older than {@code since}
     */
    public void require(FlinkVersion since, String operation, String what, String instead) {
        if (!isAtLeast(since)) {
            throw new UnsupportedByServerException(
                    operation,
                    what
                            + " came with Flink "
                            + since.minorText()
                            + "; the server is "
                            + this
                            + (instead.isEmpty() ? "" : ". " + instead));
        }
    }

    @Override
    public int compareTo(FlinkVersion other) {
        if (major != other.major) {
            return Integer.compare(major, other.major);
        }
        return minor != other.minor
                ? Integer.compare(minor, other.minor)
                : Integer.compare(patch, other.patch);
    }

    /**
     * Returns major and minor number, which is how Flink's documentation names its versions.
     *
     * @return for example {@code 1.20}
     */
    public String minorText() {
        return major + "." + minor;
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
