package dev.flinkrest.datasets;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;

/**
 * Lists the cluster data sets. {@code GET /datasets}. Immutable and safe for use by many threads.
 *
 * @param dataSets the data sets
 */
public record DataSetList(@JsonProperty("dataSets") List<DataSet> dataSets) {

    /** Copies the list; null becomes empty. */
    public DataSetList {
        dataSets = Immutable.list(dataSets);
    }
}
