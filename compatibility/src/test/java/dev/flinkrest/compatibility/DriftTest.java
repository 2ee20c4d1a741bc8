package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.flinkrest.rest.FlinkVersion;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DriftTest {
    private static final FlinkVersion NEWEST = new FlinkVersion(2, 3, 0);

    @Test
    void findsNothingWhereAllIsKnown() {
        List<Drift.Row> rows = List.of(row("GET /a", "1.13"), row("GET /b/:id", "1.18"));
        List<KnownGap> gaps = List.of(gap("GET /c", "1.13", "1.19"), gap("POST /c", "2.0", ""));
        assertThat(findings("1.17.2", Set.of("GET /a", "GET /c"), rows, gaps)).isEmpty();
        assertThat(findings("1.18.1", Set.of("GET /a", "GET /b/:id", "GET /c"), rows, gaps))
                .isEmpty();
        assertThat(findings("1.19.3", Set.of("GET /a", "GET /b/:id", "GET /c"), rows, gaps))
                .isEmpty();
        assertThat(findings("1.20.3", Set.of("GET /a", "GET /b/:id"), rows, gaps)).isEmpty();
        assertThat(findings("2.3.0", Set.of("GET /a", "GET /b/:id", "POST /c"), rows, gaps))
                .isEmpty();
    }

    @Test
    void findsAnOperationThatNoTableHas() {
        assertThat(findings("2.3.0", Set.of("GET /x"), List.of(), List.of()))
                .containsExactly(
                        "Flink 2.3.0 has GET /x, which no table has: add a row, or a line to"
                                + " known-gaps.csv with the reason");
    }

    @Test
    void tellsMethodsLiteralsAndPlacesApart() {
        List<Drift.Row> rows = List.of(row("GET /a/:id", "1.13"));
        for (String other : List.of("POST /a/:id", "GET /b/:id", "GET /a/id", "GET /:id/a")) {
            assertThat(findings("2.3.0", Set.of("GET /a/:id", other), rows, List.of()))
                    .singleElement()
                    .asString()
                    .startsWith("Flink 2.3.0 has " + other + ", which no table has");
        }
    }

    @Test
    void findsARowThatSaysSinceTooLate() {
        assertThat(findings("1.17.2", Set.of("GET /a"), List.of(row("GET /a", "1.18")), List.of()))
                .containsExactly(
                        "Flink 1.17.2 has GET /a already, whose row says since 1.18: let the row say"
                                + " since 1.17");
    }

    @Test
    void findsARowThatSaysSinceTooEarly() {
        assertThat(findings("1.17.2", Set.of(), List.of(row("GET /a", "1.17")), List.of()))
                .containsExactly(
                        "Flink 1.17.2 does not have GET /a, whose row says since 1.17: correct the row");
    }

    @Test
    void findsARowThatNoKnownFlinkHas() {
        assertThat(findings("2.3.0", Set.of(), List.of(row("GET /a", "2.4")), List.of()))
                .containsExactly(
                        "The row of GET /a says since 2.4, but the newest Flink that we know is"
                                + " 2.3.0: correct the row");
    }

    @Test
    void findsAGapThatHasARowNow() {
        assertThat(
                        findings(
                                "1.17.2",
                                Set.of("GET /a/:id"),
                                List.of(row("GET /a/:id", "1.13")),
                                List.of(gap("GET /a/:name", "1.13", ""))))
                .containsExactly(
                        "known-gaps.csv lists GET /a/:id, which has a row now: remove the line");
    }

    @Test
    void findsAGapThatIsNotThere() {
        assertThat(findings("2.3.0", Set.of(), List.of(), List.of(gap("GET /a", "1.13", ""))))
                .containsExactly(
                        "Flink 2.3.0 does not have GET /a, which known-gaps.csv lists for 1.13"
                                + " and later: correct the versions, or remove the line if none has it");
        assertThat(findings("2.3.0", Set.of(), List.of(), List.of(gap("GET /a", "2.4", ""))))
                .containsExactly(
                        "known-gaps.csv lists GET /a for 2.4 and later, but the newest Flink that we know"
                                + " is 2.3.0: remove the line");
    }

    @Test
    void findsAGapThatMoreVersionsHave() {
        assertThat(
                        findings(
                                "1.20.3",
                                Set.of("GET /a"),
                                List.of(),
                                List.of(gap("GET /a", "1.13", "1.19"))))
                .containsExactly(
                        "Flink 1.20.3 has GET /a, which known-gaps.csv lists for 1.13 to 1.19: let the"
                                + " line cover 1.20");
    }

    @Test
    void asksTheNewestFlinkAloneWhatParametersAreCalled() {
        List<Drift.Row> rows = List.of(row("GET /a/:id", "1.13"));
        List<KnownGap> gaps = List.of(gap("GET /b/:id", "1.13", ""));
        Set<String> handlers = Set.of("GET /a/:name", "GET /b/:name");
        assertThat(findings("2.2.1", handlers, rows, gaps)).isEmpty();
        assertThat(findings("2.3.0", handlers, rows, gaps))
                .containsExactlyInAnyOrder(
                        "Flink 2.3.0 writes GET /a/:name, but we write GET /a/:id: call the parameters"
                                + " as the newest Flink does",
                        "Flink 2.3.0 writes GET /b/:name, but we write GET /b/:id: call the parameters"
                                + " as the newest Flink does");
    }

    @Test
    void refusesTheSameOperationTwice() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                findings(
                                        "2.3.0",
                                        Set.of(),
                                        List.of(),
                                        List.of(
                                                gap("GET /a/:id", "1.13", ""),
                                                gap("GET /a/:name", "1.13", ""))))
                .withMessageContaining("are the same operation");
    }

    @Test
    void refusesAGapWithoutAReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KnownGap("GET /a", NEWEST, null, ""))
                .withMessage("known-gaps.csv gives no reason for GET /a");
    }

    private static List<String> findings(
            String version, Set<String> handlers, List<Drift.Row> rows, List<KnownGap> gaps) {
        return Drift.findings(parse(version), NEWEST, handlers, rows, gaps);
    }

    private static Drift.Row row(String operation, String since) {
        return new Drift.Row(operation, parse(since));
    }

    private static KnownGap gap(String operation, String since, String until) {
        return new KnownGap(
                operation, parse(since), FlinkVersion.parse(until).orElse(null), "a reason");
    }

    private static FlinkVersion parse(String version) {
        return FlinkVersion.parse(version).orElseThrow();
    }
}
