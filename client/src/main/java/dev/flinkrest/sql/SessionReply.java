package dev.flinkrest.sql;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.id.SessionHandle;

/**
 * Holds the handle of a session that was opened. {@code POST /:version/sessions}. Immutable and
 * safe for use by many threads.
 *
 * @param sessionHandle the session
 */
public record SessionReply(
        @JsonProperty(value = "sessionHandle", required = true) SessionHandle sessionHandle) {}
