package dev.flinkrest.sql;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.id.JobId;
import org.jspecify.annotations.Nullable;

/**
 * Holds one page of a result as it travels. {@code GET
 * /:version/sessions/:session_handle/operations/:operation_handle/result/:token}. Immutable and
 * safe for use by many threads.
 *
 * @param resultType what the page is
 * @param isQueryResult whether it comes from a query; null while it is not ready, and before Flink
 *     1.17
 * @param jobId the job that works for the statement; null if there is none, while it is not ready,
 *     and before Flink 1.17
 * @param resultKind whether the result has rows of its own; null while it is not ready, and before
 *     Flink 1.17
 * @param results columns and rows; null while it is not ready, on Flink 1.16 without columns then
 * @param nextResultUri where to go on, of which the library takes the last segment, the token; null
 *     at the end
 */
public record ResultPage(
        @JsonProperty(value = "resultType", required = true) ResultType resultType,
        @JsonProperty("isQueryResult") @Nullable Boolean isQueryResult,
        @JsonProperty("jobID") @Nullable JobId jobId,
        @JsonProperty("resultKind") @Nullable ResultKind resultKind,
        @JsonProperty("results") @Nullable ResultTable results,
        @JsonProperty("nextResultUri") @Nullable String nextResultUri) {}
