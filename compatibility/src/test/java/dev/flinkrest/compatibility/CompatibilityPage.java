package dev.flinkrest.compatibility;

import dev.flinkrest.rest.FlinkVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes the page that says which operation works on which Flink, of what the contract saw, the
 * library's tables, and the reasons that people gave.
 */
final class CompatibilityPage {
    /** The list of operations that cannot be seen to work, and why. */
    static final String NOT_SEEN = "not-seen.csv";

    private static final String WORKS = "✓";
    private static final String NOT_THERE = "–";
    private static final String NOT_RUN = "?";

    private final List<String> lines = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<String, String> reasons;
    private final Set<String> usedReasons = new TreeSet<>();

    /**
     * Begins an empty page.
     *
     * @param reasons why an operation cannot be seen to work, by the operation
     */
    CompatibilityPage(Map<String, String> reasons) {
        this.reasons = reasons;
    }

    /** Makes the page of what is in the checkout. */
    static CompatibilityPage ofCheckout() {
        CompatibilityPage page =
                new CompatibilityPage(
                        Listing.read(NOT_SEEN, 2).stream()
                                .collect(
                                        Collectors.toMap(
                                                cells -> cells.get(0), cells -> cells.get(1))));
        page.introduction();
        for (Server server : Server.values()) {
            page.section(
                    server,
                    server.versions(),
                    EndpointTables.rows(server).values().stream().map(Drift.Row::of).toList(),
                    Seen.read(server));
        }
        page.gaps(KnownGap.read());
        return page;
    }

    /** Where the page is. */
    static Path file() {
        return WrittenText.inCheckout("docs/reference/compatibility.md");
    }

    /** The page as Markdown. */
    String text() {
        return String.join("\n", lines) + "\n";
    }

    void write() {
        WrittenText.write(file(), text());
    }

    /** What should not be on the page, each as a sentence that says what to do. */
    List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        for (String operation : new TreeSet<>(reasons.keySet())) {
            if (!usedReasons.contains(operation)) {
                all.add(
                        "%s says why %s was not seen, but it was: remove the line"
                                .formatted(NOT_SEEN, operation));
            }
        }
        return all;
    }

    private void introduction() {
        lines.addAll(
                """
                # Compatibility

                <!-- Written by CompatibilityPageTest from what the contract saw; see CONTRIBUTING.md. -->

                What works on which version of Flink: every operation of this library on a real server of each version, as its
                tests saw it.

                | sign | meaning |
                |---|---|
                | ✓ | answered with success, and no field of the reply was lost |
                | – | this Flink does not have it |
                | ? | this Flink has it, but the tests did not run on it |
                | a number | this Flink has it, but it was not seen to work; the reason is below the table |
                """
                        .lines()
                        .toList());
    }

    /**
     * Adds the table of one kind of server. That of the History Server has only what was seen, as
     * what else there is stands in no table of its own.
     *
     * @param server the kind of server
     * @param versions the columns
     * @param rows the operations that the library has
     * @param seen what was seen to work, by version
     */
    void section(
            Server server,
            List<String> versions,
            Collection<Drift.Row> rows,
            Map<String, Set<String>> seen) {
        findStrangers(rows, seen);
        boolean onlySeen = server == Server.HISTORY_SERVER;
        List<String> columns =
                onlySeen ? versions.stream().filter(seen::containsKey).toList() : versions;
        List<Drift.Row> shown =
                rows.stream()
                        .filter(
                                row ->
                                        !onlySeen
                                                || seen.values().stream()
                                                        .anyMatch(
                                                                all ->
                                                                        all.contains(
                                                                                row.operation())))
                        .sorted(byPath(Drift.Row::operation))
                        .toList();
        if (shown.isEmpty()) {
            return;
        }
        List<String> notes = new ArrayList<>();
        lines.add("");
        lines.add("## " + server.title());
        lines.add("");
        lines.add("| operation | " + String.join(" | ", columns) + " |");
        lines.add("|---|" + ":-:|".repeat(columns.size()));
        for (Drift.Row row : shown) {
            lines.add(
                    columns.stream()
                            .map(version -> cell(row, version, seen.get(version), onlySeen, notes))
                            .collect(
                                    Collectors.joining(
                                            " | ", "| `" + row.operation() + "` | ", " |")));
        }
        if (!notes.isEmpty()) {
            lines.add("");
        }
        for (int i = 0; i < notes.size(); i++) {
            lines.add((i + 1) + ". " + notes.get(i));
        }
    }

    private void findStrangers(Collection<Drift.Row> rows, Map<String, Set<String>> seen) {
        Set<String> known = rows.stream().map(Drift.Row::operation).collect(Collectors.toSet());
        seen.forEach(
                (version, operations) ->
                        operations.stream()
                                .filter(operation -> !known.contains(operation))
                                .map(
                                        operation ->
                                                ("%s was seen on Flink %s, but no table has it: run the"
                                                                + " contract there with -Ddocs.write=true")
                                                        .formatted(operation, version))
                                .forEach(problems::add));
    }

    private String cell(
            Drift.Row row, String version, Set<String> seen, boolean onlySeen, List<String> notes) {
        if (seen != null && seen.contains(row.operation())) {
            return WORKS;
        }
        if (onlySeen || !FlinkVersion.parse(version).orElseThrow().isAtLeast(row.since())) {
            return NOT_THERE;
        }
        if (seen == null) {
            return NOT_RUN;
        }
        String reason = reasons.get(row.operation());
        if (reason == null) {
            problems.add(
                    "Flink %s has %s, but no test saw it to work: let one see it, or say why not in %s"
                            .formatted(version, row.operation(), NOT_SEEN));
            return NOT_RUN;
        }
        usedReasons.add(row.operation());
        if (!notes.contains(reason)) {
            notes.add(reason);
        }
        return Integer.toString(notes.indexOf(reason) + 1);
    }

    /**
     * Adds the table of what the library leaves out.
     *
     * @param gaps what it leaves out
     */
    void gaps(List<KnownGap> gaps) {
        lines.add("");
        lines.add("## Left out");
        lines.add("");
        lines.add("What Flink has beside that, and why it is not in this library.");
        lines.add("");
        lines.add("| operation | Flink | why |");
        lines.add("|---|---|---|");
        gaps.stream()
                .sorted(
                        Comparator.comparing(KnownGap::server)
                                .thenComparing(byPath(KnownGap::operation)))
                .map(
                        gap ->
                                "| `%s` | %s | %s |"
                                        .formatted(gap.operation(), gap.versions(), gap.reason()))
                .forEach(lines::add);
    }

    private static <T> Comparator<T> byPath(Function<T, String> operation) {
        return Comparator.comparing(
                (T one) -> {
                    List<String> parts = Arrays.asList(operation.apply(one).split(" "));
                    return parts.get(1) + " " + parts.get(0);
                });
    }
}
