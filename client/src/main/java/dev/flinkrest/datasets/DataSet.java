package dev.flinkrest.datasets;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.id.DataSetId;

/**
 * Describes one cluster data set. {@code GET /datasets}. Immutable and safe for use by many
 * threads.
 *
 * @param id the data set
 * @param isComplete whether all of its partitions are there
 */
public record DataSet(
        @JsonProperty("id") DataSetId id, @JsonProperty("isComplete") boolean isComplete) {}
