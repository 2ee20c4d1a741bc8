package dev.flinkrest.jars;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.id.JarId;

/**
 * Tells where an uploaded jar went. {@code POST /jars/upload}. Immutable and safe for use by many
 * threads.
 *
 * @param filename the path of the file on the server
 * @param status always {@code success}
 */
public record JarUpload(
        @JsonProperty("filename") String filename, @JsonProperty("status") String status) {

    /**
     * Returns the id under which the jar can be run and deleted: the last part of the path.
     *
     * @return the id
     * @throws IllegalArgumentException if the path ends with a separator
     */
    public JarId jarId() {
        int slash = filename.lastIndexOf('/');
        // a backslash separates only where no slash does: elsewhere it may be part of the name
        int separator = slash >= 0 ? slash : filename.lastIndexOf('\\');
        return JarId.of(filename.substring(separator + 1));
    }
}
