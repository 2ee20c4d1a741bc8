package dev.flinkrest.cli.context;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Says where a secret is to be had: {@code env:NAME}, {@code file:PATH}, {@code command:LINE}, or
 * {@code plain:VALUE}, which is the secret itself. Its own text shows no plain value.
 */
public final class Secret {
    private static final String PLAIN = "plain";
    private static final String HIDDEN = "***";
    private static final long PATIENCE_SECONDS = 60;

    private final String kind;
    private final String rest;

    private Secret(String kind, String rest) {
        this.kind = kind;
        this.rest = rest;
    }

    /**
     * Reads a reference.
     *
     * @param text the reference; what has no known prefix is a plain value
     * @return the secret
     */
    @JsonCreator
    public static Secret of(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? "" : text.substring(0, colon);
        return switch (kind) {
            case "env", "file", "command", PLAIN -> new Secret(kind, text.substring(colon + 1));
            default -> new Secret(PLAIN, text);
        };
    }

    /**
     * Tells whether this is the secret itself.
     *
     * @return false if it only says where to find it
     */
    public boolean isPlain() {
        return kind.equals(PLAIN);
    }

    /**
     * Looks the secret up.
     *
     * @param environment the environment variables
     * @return its value
     * @throws IllegalArgumentException if there is none; the message says where it was looked for
     */
    public String value(Map<String, String> environment) {
        String value =
                switch (kind) {
                    case "env" -> environment.getOrDefault(rest, "");
                    case "file" -> ofFile();
                    case "command" -> ofCommand();
                    default -> rest;
                };
        if (value.isEmpty()) {
            throw new IllegalArgumentException(
                    switch (kind) {
                        case "env" ->
                                "the environment variable "
                                        + rest
                                        + " is not set; this context takes a secret from it";
                        case "file" ->
                                "the file " + rest + ", which should hold a secret, is empty";
                        case "command" -> "the command '" + rest + "' printed no secret";
                        default -> "a secret of this context is empty";
                    });
        }
        return value;
    }

    private String ofFile() {
        try {
            return Files.readString(Path.of(rest)).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the file " + rest + ", which should hold a secret, cannot be read: " + e, e);
        }
    }

    private String ofCommand() {
        try {
            Process process =
                    new ProcessBuilder("sh", "-c", rest)
                            .redirectInput(ProcessBuilder.Redirect.INHERIT)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            try (InputStream printed = process.getInputStream()) {
                String value = new String(printed.readAllBytes(), StandardCharsets.UTF_8).strip();
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        || process.exitValue() != 0) {
                    throw new IllegalArgumentException(
                            "the command '" + rest + "', which should print a secret, failed");
                }
                return value;
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("the command '" + rest + "' cannot be run: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalArgumentException("interrupted while '" + rest + "' ran", e);
        }
    }

    /** Returns what is kept in the file. */
    @JsonValue
    String reference() {
        return kind + ":" + rest;
    }

    /** Returns the reference; a plain value is hidden. */
    @Override
    public String toString() {
        return kind + ":" + (isPlain() ? HIDDEN : rest);
    }
}
