package dev.flinkrest.sql;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.internal.util.Immutable;
import java.util.Map;

/**
 * Holds the configuration of a session. {@code GET /:version/sessions/:session_handle}. Immutable
 * and safe for use by many threads.
 *
 * @param properties what the gateway is configured with and the session has set, by Flink's keys
 */
public record SessionConfig(@JsonProperty("properties") Map<String, String> properties) {

    /** Copies the map; null becomes empty. */
    public SessionConfig {
        properties = Immutable.map(properties);
    }
}
