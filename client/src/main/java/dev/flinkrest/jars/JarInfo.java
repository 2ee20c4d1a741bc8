package dev.flinkrest.jars;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.id.JarId;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;

/**
 * Describes one uploaded jar. {@code GET /jars}. Immutable and safe for use by many threads.
 *
 * @param id the jar's id
 * @param name the file's name as it was uploaded
 * @param uploaded when it was uploaded, in milliseconds since 1970
 * @param entry the classes that the manifest names; empty if it names none
 */
public record JarInfo(
        @JsonProperty("id") JarId id,
        @JsonProperty("name") String name,
        @JsonProperty("uploaded") long uploaded,
        @JsonProperty("entry") List<JarEntry> entry) {

    /** Copies the list; null becomes empty. */
    public JarInfo {
        entry = Immutable.list(entry);
    }
}
