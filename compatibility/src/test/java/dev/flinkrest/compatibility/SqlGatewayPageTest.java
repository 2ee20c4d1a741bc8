package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.rest.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the table of the page on the SQL Gateway to the rows of the library. */
class SqlGatewayPageTest {

    @Test
    void thePageNamesEveryRowAndTheVersionThatBroughtIt() throws IOException {
        Path page = WrittenText.inCheckout("docs/sql-gateway.md");
        List<String> rows;
        try (Stream<String> lines = Files.lines(page)) {
            rows =
                    lines.filter(line -> line.matches("\\| `(GET|POST|DELETE) .*"))
                            .map(line -> line.split("\\|", -1))
                            .map(cells -> cells[1].strip() + " " + cells[3].strip())
                            .toList();
        }
        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(
                        EndpointTables.rows(Server.SQL_GATEWAY).values().stream()
                                .map(SqlGatewayPageTest::row)
                                .toList());
    }

    private static String row(Endpoint<?> row) {
        return "`"
                + row.method()
                + " "
                + row.template().replace("/:version", "")
                + "` "
                + row.since().minorText();
    }
}
