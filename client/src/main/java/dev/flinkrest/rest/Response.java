package dev.flinkrest.rest;

import dev.flinkrest.error.DecodingException;
import dev.flinkrest.error.ServerErrorException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Is a reply as it came: status, headers and body. {@link #decode} makes of it what {@link
 * RestCaller#send} would have made. Immutable and safe for use by many threads.
 *
 * @param <R> what the reply decodes to
 */
public final class Response<R extends @Nullable Object> {
    private final Request<R> request;
    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] bytes;

    /**
     * Makes a reply.
     *
     * @param request what was asked
     * @param status the HTTP status
     * @param headers the headers by name, in any case
     * @param bytes the body; not copied
     */
    public Response(
            Request<R> request, int status, Map<String, List<String>> headers, byte[] bytes) {
        this.request = request;
        this.status = status;
        TreeMap<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> sorted.put(name, List.copyOf(values)));
        this.headers = Collections.unmodifiableMap(sorted);
        this.bytes = bytes;
    }

    /**
     * Returns what was asked.
     *
     * @return the request
     */
    public Request<R> request() {
        return request;
    }

    /**
     * Returns the HTTP status.
     *
     * @return for example 200
     */
    public int status() {
        return status;
    }

    /**
     * Returns the headers.
     *
     * @return the values by name; looking up a name ignores its case
     */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /**
     * Returns the body.
     *
     * @return a copy of the bytes
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * Returns the body as text.
     *
     * @return the bytes, read as UTF-8
     */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * Decodes the body, or says what the server said against it.
     *
     * @return the decoded reply; null only where {@code R} is {@link Void}
     * @throws ServerErrorException if the status is not 2xx
     * @throws DecodingException if the body does not fit
     */
    public R decode() {
        if (status < 200 || status > 299) {
            throw ServerErrorException.of(
                    request.endpoint().toString(), request.target(), status, headers, bytes);
        }
        if (headers.getOrDefault("content-type", List.of()).stream()
                .anyMatch(DecodingException::isPage)) {
            throw DecodingException.ofPage(request.endpoint().toString(), bytes);
        }
        try {
            return request.endpoint().decode(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory cannot fail to be read", e);
        }
    }

    @Override
    public String toString() {
        return request + " -> " + status + ", " + bytes.length + " bytes";
    }
}
