package dev.flinkrest.sql;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Tells what a SQL Gateway is. {@code GET /info}. Immutable and safe for use by many threads.
 *
 * @param productName for example {@code Apache Flink}
 * @param version the version of Flink, for example {@code 2.3.0}
 */
public record GatewayInfo(
        @JsonProperty("productName") String productName, @JsonProperty("version") String version) {}
