package dev.flinkrest.sql;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds some rows of a result as they travel. Immutable and safe for use by many threads.
 *
 * @param columns what the rows consist of
 * @param rowFormat how values are written; null before Flink 1.17, where that is JSON
 * @param data the rows
 */
public record ResultTable(
        @JsonProperty("columns") List<Column> columns,
        @JsonProperty("rowFormat") @Nullable RowFormat rowFormat,
        @JsonProperty("data") List<RawRow> data) {

    /** Copies the lists; null becomes empty. */
    public ResultTable {
        columns = Immutable.list(columns);
        data = Immutable.list(data);
    }
}
