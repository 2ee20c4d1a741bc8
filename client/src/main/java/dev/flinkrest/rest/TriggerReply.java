package dev.flinkrest.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.id.TriggerId;

/**
 * Holds the id under which something triggered can be asked about, for example {@code POST
 * /jobs/:jobid/savepoints}. Immutable and safe for use by many threads.
 *
 * @param requestId the id of what was triggered
 */
public record TriggerReply(
        @JsonProperty(value = "request-id", required = true) TriggerId requestId) {}
