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
        @JsonProperty(value = "filename", required = true) String filename,
        @JsonProperty("status") String status) {

    /**
     * Checks that the path ends with a name.
     *
     * @throws IllegalArgumentException if it ends with a separator
     */
    public JarUpload {
        id(filename);
    }

    /**
     * Returns the id under which the jar can be run and deleted: the last part of the path.
     *
     * @return the id
     */
    public JarId jarId() {
        return id(filename);
    }

    private static JarId id(String filename) {
        int slash = filename.lastIndexOf('/');
        // a backslash separates only where no slash does: elsewhere it may be part of the name
        int separator = slash >= 0 ? slash : filename.lastIndexOf('\\');
        return JarId.of(filename.substring(separator + 1));
    }
}
