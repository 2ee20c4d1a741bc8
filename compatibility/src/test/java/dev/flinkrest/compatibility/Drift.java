package dev.flinkrest.compatibility;

import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.FlinkVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds what the library knows of a server's operations to what one version of that server has. Two
 * operations are the same if method, literals and the places of the parameters are; the newest
 * Flink also has a say in what the parameters are called.
 */
final class Drift {
    private final FlinkVersion version;
    private final FlinkVersion newest;
    private final Map<String, String> handlers;
    private final Map<String, Row> rows;
    private final Map<String, KnownGap> gaps;
    private final List<String> findings = new ArrayList<>();

    /**
     * A row of the library's tables.
     *
     * @param operation such as {@code GET /jobs/:jobid}
     * @param since the first version that has it
     */
    record Row(String operation, FlinkVersion since) {
        static Row of(Endpoint<?> endpoint) {
            return new Row(endpoint.toString(), endpoint.since());
        }
    }

    private Drift(
            FlinkVersion version,
            FlinkVersion newest,
            Set<String> handlers,
            Collection<Row> rows,
            Collection<KnownGap> gaps) {
        this.version = version;
        this.newest = newest;
        this.handlers = byShape(handlers, Function.identity());
        this.rows = byShape(rows, Row::operation);
        this.gaps = byShape(gaps, KnownGap::operation);
    }

    /**
     * Compares the two.
     *
     * @param version the version that the server is of
     * @param newest the newest version that the library is tested with
     * @param handlers the operations that the server has
     * @param rows the operations that the library has
     * @param gaps the operations that the library leaves out
     * @return what differs, each as a sentence that says what to do; empty if nothing does
     */
    static List<String> findings(
            FlinkVersion version,
            FlinkVersion newest,
            Set<String> handlers,
            Collection<Row> rows,
            Collection<KnownGap> gaps) {
        Drift drift = new Drift(version, newest, handlers, rows, gaps);
        drift.handlers.forEach(drift::checkHandler);
        drift.rows.forEach(drift::checkRow);
        drift.gaps.forEach(drift::checkGap);
        return drift.findings;
    }

    private void checkHandler(String shape, String operation) {
        Row row = rows.get(shape);
        KnownGap gap = gaps.get(shape);
        if (row == null && gap == null) {
            findings.add(
                    "Flink %s has %s, which no table has: add a row, or a line to %s with the reason"
                            .formatted(version, operation, KnownGap.FILE));
        } else if (row != null && !version.isAtLeast(row.since())) {
            findings.add(
                    "Flink %s has %s already, whose row says since %s: let the row say since %s"
                            .formatted(
                                    version,
                                    operation,
                                    row.since().minorText(),
                                    version.minorText()));
        } else if (row == null && !gap.covers(version)) {
            findings.add(
                    "Flink %s has %s, which %s lists for %s: let the line cover %s"
                            .formatted(
                                    version,
                                    operation,
                                    KnownGap.FILE,
                                    gap.versions(),
                                    version.minorText()));
        }
        String ours = row != null ? row.operation() : gap != null ? gap.operation() : operation;
        if (version.equals(newest) && !ours.equals(operation)) {
            findings.add(
                    "Flink %s writes %s, but we write %s: call the parameters as the newest Flink does"
                            .formatted(version, operation, ours));
        }
    }

    private void checkRow(String shape, Row row) {
        if (!handlers.containsKey(shape) && version.isAtLeast(row.since())) {
            findings.add(
                    "Flink %s does not have %s, whose row says since %s: correct the row"
                            .formatted(version, row.operation(), row.since().minorText()));
        }
        if (!newest.isAtLeast(row.since())) {
            findings.add(
                    "The row of %s says since %s, but the newest Flink that we know is %s: correct the row"
                            .formatted(row.operation(), row.since().minorText(), newest));
        }
        if (gaps.containsKey(shape)) {
            findings.add(
                    "%s lists %s, which has a row now: remove the line"
                            .formatted(KnownGap.FILE, row.operation()));
        }
    }

    private void checkGap(String shape, KnownGap gap) {
        if (!handlers.containsKey(shape) && gap.covers(version)) {
            findings.add(
                    "Flink %s does not have %s, which %s lists for %s: correct the versions, or remove the line if none has it"
                            .formatted(version, gap.operation(), KnownGap.FILE, gap.versions()));
        }
        if (!newest.isAtLeast(gap.since())) {
            findings.add(
                    "%s lists %s for %s, but the newest Flink that we know is %s: remove the line"
                            .formatted(KnownGap.FILE, gap.operation(), gap.versions(), newest));
        }
    }

    private static <T> Map<String, T> byShape(
            Collection<T> operations, Function<T, String> operation) {
        return operations.stream()
                .collect(
                        Collectors.toMap(
                                one -> operation.apply(one).replaceAll(":[^/]+", ":"),
                                Function.identity(),
                                (one, other) -> {
                                    throw new IllegalStateException(
                                            one + " and " + other + " are the same operation");
                                },
                                TreeMap::new));
    }
}
