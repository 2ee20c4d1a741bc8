package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.rest.FlinkVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Holds {@code docs/reference/compatibility.md} to what the contract saw; {@code -Ddocs.write=true}
 * writes it anew.
 */
class CompatibilityPageTest {
    private static final List<String> VERSIONS = List.of("1.13.6", "1.20.3", "2.3.0");
    private static final List<Drift.Row> ROWS =
            List.of(
                    new Drift.Row("POST /b/:id", FlinkVersion.V1_20),
                    new Drift.Row("GET /b/:id", FlinkVersion.V1_13));

    @Test
    void thePageIsThatOfWhatWasSeen() {
        CompatibilityPage page = CompatibilityPage.ofCheckout();
        WrittenText.hold(CompatibilityPage.file(), page.text());
        if (!WrittenText.writing()) { // the contract may be about to run, and see more
            assertThat(page.problems()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachFileIsOfATestedVersionAndASuiteThatExists(Server server) {
        assertThat(Seen.files(server))
                .allSatisfy(
                        file -> {
                            assertThat(server.versions())
                                    .contains(file.getParent().getFileName().toString());
                            String suite =
                                    file.getFileName().toString().replaceAll("\\.txt$", ".java");
                            assertThat(Path.of("src/test/java/dev/flinkrest/compatibility", suite))
                                    .isRegularFile();
                        });
    }

    @Test
    void showsWhatWorksWhatIsNotThereAndWhatWasNotSeen() {
        CompatibilityPage page = new CompatibilityPage(Map.of("GET /b/:id", "It cannot."));
        page.section(
                Server.JOB_MANAGER,
                VERSIONS,
                ROWS,
                Map.of("1.13.6", Set.of(), "2.3.0", Set.of("GET /b/:id", "POST /b/:id")));
        assertThat(page.text())
                .isEqualTo(
                        """

                        ## JobManager

                        | operation | 1.13.6 | 1.20.3 | 2.3.0 |
                        |---|:-:|:-:|:-:|
                        | `GET /b/:id` | 1 | ? | ✓ |
                        | `POST /b/:id` | – | ? | ✓ |

                        1. It cannot.
                        """);
        assertThat(page.problems()).isEmpty();
    }

    @Test
    void findsWhatWasNotSeenWithoutAReason() {
        CompatibilityPage page = new CompatibilityPage(Map.of());
        page.section(
                Server.JOB_MANAGER,
                VERSIONS,
                ROWS,
                Map.of("1.13.6", Set.of("GET /b/:id"), "1.20.3", Set.of("GET /b/:id")));
        assertThat(page.problems())
                .containsExactly(
                        "Flink 1.20.3 has POST /b/:id, but no test saw it to work: let one see it, or"
                                + " say why not in not-seen.csv");
    }

    @Test
    void findsAReasonForWhatWasSeen() {
        CompatibilityPage page = new CompatibilityPage(Map.of("GET /b/:id", "It cannot."));
        page.section(
                Server.JOB_MANAGER,
                List.of("1.13.6"),
                ROWS,
                Map.of("1.13.6", Set.of("GET /b/:id")));
        assertThat(page.problems())
                .containsExactly(
                        "not-seen.csv says why GET /b/:id was not seen, but it was: remove the line");
    }

    @Test
    void findsWhatWasSeenAndIsGoneFromTheTables() {
        CompatibilityPage page = new CompatibilityPage(Map.of());
        page.section(
                Server.JOB_MANAGER,
                List.of("1.13.6"),
                ROWS,
                Map.of("1.13.6", Set.of("GET /b/:id", "GET /c")));
        assertThat(page.problems())
                .containsExactly(
                        "GET /c was seen on Flink 1.13.6, but no table has it: run the contract there"
                                + " with -Ddocs.write=true");
    }

    @Test
    void showsOfTheHistoryServerWhatWasSeenAlone() {
        CompatibilityPage page = new CompatibilityPage(Map.of());
        page.section(
                Server.HISTORY_SERVER,
                VERSIONS,
                ROWS,
                Map.of("1.13.6", Set.of(), "2.3.0", Set.of("GET /b/:id")));
        assertThat(page.text())
                .isEqualTo(
                        """

                        ## History Server

                        | operation | 1.13.6 | 2.3.0 |
                        |---|:-:|:-:|
                        | `GET /b/:id` | – | ✓ |
                        """);
        assertThat(page.problems()).isEmpty();
    }

    @Test
    void showsWhatIsLeftOut() {
        CompatibilityPage page = new CompatibilityPage(Map.of());
        page.gaps(
                List.of(
                        new KnownGap("GET /:version/a", FlinkVersion.V1_20, null, "Internal."),
                        new KnownGap("GET /b", FlinkVersion.V1_13, FlinkVersion.V1_20, "Gone.")));
        assertThat(page.text())
                .endsWith(
                        """
                        | operation | Flink | why |
                        |---|---|---|
                        | `GET /b` | 1.13 to 1.20 | Gone. |
                        | `GET /:version/a` | 1.20 and later | Internal. |
                        """);
    }
}
