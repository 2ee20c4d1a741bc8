package dev.flinkrest.jars;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;

/**
 * Lists the jars that were uploaded to this job manager. {@code GET /jars}. Immutable and safe for
 * use by many threads.
 *
 * @param address the URL under which the server believes it is reached
 * @param files the jars, newest first
 */
public record JarList(
        @JsonProperty("address") String address, @JsonProperty("files") List<JarInfo> files) {

    /** Copies the list; null becomes empty. */
    public JarList {
        files = Immutable.list(files);
    }
}
