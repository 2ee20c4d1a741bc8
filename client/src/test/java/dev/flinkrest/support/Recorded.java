package dev.flinkrest.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Reads replies that real servers once gave; of stack traces the first frames. */
public final class Recorded {
    private Recorded() {}

    /** Returns a reply under {@code src/test/resources}. */
    public static String reply(String path) {
        try (InputStream in = Recorded.class.getResourceAsStream("/" + path)) {
            return new String(
                    Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
