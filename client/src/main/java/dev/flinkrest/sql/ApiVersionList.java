package dev.flinkrest.sql;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;

/**
 * Lists the versions of the API that a SQL Gateway speaks. {@code GET /api_versions}. Immutable and
 * safe for use by many threads.
 *
 * @param versions as the server writes them, for example {@code V1}
 */
public record ApiVersionList(@JsonProperty("versions") List<String> versions) {

    /** Copies the list; null becomes empty. */
    public ApiVersionList {
        versions = Immutable.list(versions);
    }
}
