package dev.flinkrest.jars;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Describes a class with a {@code main} method that a jar's manifest names. {@code GET /jars}.
 * Immutable and safe for use by many threads.
 *
 * @param name the class
 * @param description what the program says about itself; null if it says nothing
 */
public record JarEntry(
        @JsonProperty("name") String name,
        @JsonProperty("description") @Nullable String description) {}
