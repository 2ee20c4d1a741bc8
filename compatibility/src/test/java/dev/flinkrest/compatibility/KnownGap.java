package dev.flinkrest.compatibility;

import dev.flinkrest.rest.FlinkVersion;
import java.util.List;

/**
 * An operation of Flink's that the library leaves out on purpose, a line of {@code known-gaps.csv}.
 *
 * @param operation such as {@code POST /jobs}
 * @param since the first version that has it
 * @param until the last minor that has it; null if the newest has it too
 * @param reason why the library leaves it out
 */
record KnownGap(String operation, FlinkVersion since, FlinkVersion until, String reason) {
    /** The file's name. */
    static final String FILE = "known-gaps.csv";

    KnownGap {
        if (reason.isEmpty()) {
            throw new IllegalArgumentException(FILE + " gives no reason for " + operation);
        }
    }

    /** Reads the file. */
    static List<KnownGap> read() {
        return Listing.read(FILE, 4).stream()
                .map(
                        cells ->
                                new KnownGap(
                                        cells.get(0),
                                        FlinkVersion.parse(cells.get(1)).orElseThrow(),
                                        FlinkVersion.parse(cells.get(2)).orElse(null),
                                        cells.get(3)))
                .toList();
    }

    Server server() {
        return Server.of(operation);
    }

    /** Whether the line says that a version has the operation. */
    boolean covers(FlinkVersion version) {
        return version.isAtLeast(since)
                && (until == null
                        || !version.isAtLeast(
                                new FlinkVersion(until.major(), until.minor() + 1, 0)));
    }

    /**
     * The versions that the line names, for example {@code 1.13 to 1.20} or {@code 1.17 and later}.
     */
    String versions() {
        return until == null
                ? since.minorText() + " and later"
                : since.minorText() + " to " + until.minorText();
    }
}
