package dev.flinkrest.rest;

import dev.flinkrest.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Is one call, ready to be sent by a {@link RestCaller}, sent again, printed, or only looked at.
 * Made by {@link Endpoint#with}. Immutable and safe for use by many threads.
 *
 * @param <R> what the reply decodes to
 */
public final class Request<R extends @Nullable Object> {
    private final Endpoint<R> endpoint;
    private final String target;
    private final @Nullable String home;
    private final byte @Nullable [] json;
    private final @Nullable FileUpload file;
    private final CallOptions options;

    Request(Endpoint<R> endpoint, String path, @Nullable String home) {
        this(endpoint, path, home, null, null, CallOptions.NONE);
    }

    private Request(
            Endpoint<R> endpoint,
            String target,
            @Nullable String home,
            byte @Nullable [] json,
            @Nullable FileUpload file,
            CallOptions options) {
        this.endpoint = endpoint;
        this.target = target;
        this.home = home;
        this.json = json;
        this.file = file;
        this.options = options;
    }

    /**
     * Returns this request with one more query parameter.
     *
     * @param name the parameter's name, as Flink's documentation writes it
     * @param value its value; percent-encoded here
     * @return a new request
     */
    public Request<R> query(String name, Object value) {
        return query(name, List.of(value));
    }

    /**
     * Returns this request with one more query parameter of several values, which Flink takes
     * joined by commas.
     *
     * @param name the parameter's name, as Flink's documentation writes it
     * @param values its values; if there are none, the parameter is left out
     * @return a new request, or this one if there are no values
     */
    public Request<R> query(String name, Collection<?> values) {
        if (values.isEmpty()) {
            return this;
        }
        String joined =
                values.stream()
                        .map(value -> PercentEncoding.query(String.valueOf(value)))
                        .collect(Collectors.joining(","));
        String separator = target.indexOf('?') < 0 ? "?" : "&";
        String extended = target + separator + PercentEncoding.query(name) + "=" + joined;
        return new Request<>(endpoint, extended, home, json, file, options);
    }

    /**
     * Returns this request with a JSON body.
     *
     * @param body a record, map or node, encoded here; components that are null are left out
     * @return a new request
     * @throws IllegalArgumentException if it cannot be written as JSON
     */
    public Request<R> body(Object body) {
        return new Request<>(endpoint, target, home, Json.write(body), null, options);
    }

    /**
     * Returns this request with a file as its body.
     *
     * @param upload the file
     * @return a new request
     */
    public Request<R> body(FileUpload upload) {
        return new Request<>(endpoint, target, home, null, upload, options);
    }

    /**
     * Returns this request with bounds of its own.
     *
     * @param callOptions the bounds; what they leave open is taken from the bounds that this
     *     request has already
     * @return a new request
     */
    public Request<R> with(CallOptions callOptions) {
        return new Request<>(endpoint, target, home, json, file, callOptions.orElse(options));
    }

    /**
     * Returns the operation.
     *
     * @return the row that this request was made of
     */
    public Endpoint<R> endpoint() {
        return endpoint;
    }

    /**
     * Returns path and query as they travel.
     *
     * @return percent-encoded, beginning with a slash, without the server's path prefix
     */
    public String target() {
        return target;
    }

    /**
     * Returns what the request is about, where that lives on one server only, such as a jar.
     *
     * @return its id, or null if every server of the cluster can answer
     */
    public @Nullable String home() {
        return home;
    }

    /**
     * Returns the JSON body.
     *
     * @return a copy of the encoded bytes, or null if there is no JSON body
     */
    public byte @Nullable [] json() {
        return json == null ? null : json.clone();
    }

    /**
     * Returns the file that is the body.
     *
     * @return the file, or null if there is none
     */
    public @Nullable FileUpload file() {
        return file;
    }

    /**
     * Returns this request's bounds.
     *
     * @return what was set; the rest is null and is taken from the caller that sends it
     */
    public CallOptions options() {
        return options;
    }

    /** Returns what would be sent: method, path with query, and the body. */
    @Override
    public String toString() {
        String line = endpoint.method() + " " + target;
        if (json != null) {
            return line + " " + new String(json, StandardCharsets.UTF_8);
        }
        return file != null ? line + " " + file : line;
    }
}
