package dev.flinkrest.compatibility.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.flinkrest.compatibility.EndpointTables;
import dev.flinkrest.error.DecodingException;
import dev.flinkrest.rest.Endpoint;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Decodes any bytes to what any row of the tables decodes to. The first line names the row, for
 * example {@code GET /jobs/:jobid}; any other line stands for some row.
 */
class RecordsFuzzTest {
    private static final List<Endpoint<?>> ROWS = List.copyOf(EndpointTables.ROWS.values());

    static Stream<Named<byte[]>> replies() {
        return Replies.all().stream()
                .map(reply -> Line.before(reply.endpoint().toString(), reply.body()));
    }

    @MethodSource("replies")
    @FuzzTest
    void decodes(byte[] input) {
        Line line = Line.of(input);
        Endpoint<?> row = row(line.text());
        Input.hold(
                line.rest().length,
                DecodingException.class,
                () -> row.decode(new ByteArrayInputStream(line.rest())));
    }

    private static Endpoint<?> row(String name) {
        Endpoint<?> row = EndpointTables.ROWS.get(name);
        return row != null ? row : ROWS.get(Math.floorMod(name.hashCode(), ROWS.size()));
    }
}
