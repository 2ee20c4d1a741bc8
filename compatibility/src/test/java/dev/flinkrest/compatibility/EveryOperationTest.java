package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.compatibility.ClientOperation.Kind;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the list of operations to the tables: who adds a row, adds how it is called. */
class EveryOperationTest {

    @Test
    void callsEachRowOfEachTable() {
        assertThat(
                        EveryOperation.ALL.stream()
                                .map(operation -> operation.row().toString())
                                .collect(Collectors.toSet()))
                .as("the rows that EveryOperation calls; add one for each new row of a table")
                .containsExactlyInAnyOrderElementsOf(EndpointTables.ROWS.keySet());
        assertThat(EveryOperation.ALL)
                .extracting(ClientOperation::toString)
                .doesNotHaveDuplicates();
    }

    @Test
    void callsAReadWhatOnlyReads() {
        Set<Kind> reads = Set.of(Kind.READ, Kind.TEXT, Kind.STREAM);
        assertThat(EveryOperation.ALL)
                .allSatisfy(
                        operation ->
                                assertThat(operation.row().method().readOnly())
                                        .as("%s is a %s", operation, operation.kind())
                                        .isEqualTo(reads.contains(operation.kind())));
    }
}
