package dev.flinkrest.sql;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;

/**
 * Lists how a statement may go on. {@code GET
 * /:version/sessions/:session_handle/complete-statement}. Immutable and safe for use by many
 * threads.
 *
 * @param candidates the words
 */
public record Completions(@JsonProperty("candidates") List<String> candidates) {

    /** Copies the list; null becomes empty. */
    public Completions {
        candidates = Immutable.list(candidates);
    }
}
