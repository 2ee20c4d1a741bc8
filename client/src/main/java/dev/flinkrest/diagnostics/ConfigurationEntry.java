package dev.flinkrest.diagnostics;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Holds one setting. {@code GET /jobmanager/config}, {@code GET /jobs/:jobid/jobmanager/config},
 * {@code GET /applications/:applicationid/jobmanager/config}. Immutable and safe for use by many
 * threads.
 *
 * @param key the setting's name
 * @param value the value as text, {@code ******} for a secret; null if it has none
 */
public record ConfigurationEntry(
        @JsonProperty("key") String key, @JsonProperty("value") @Nullable String value) {}
