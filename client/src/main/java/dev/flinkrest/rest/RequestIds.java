package dev.flinkrest.rest;

import dev.flinkrest.internal.util.Check;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Says which header tells the requests of one call from all others. Immutable and safe for use by
 * many threads.
 *
 * @param header the header's name, for example {@code X-Request-Id}
 * @param source gives an id for each call, on the thread that makes it
 */
public record RequestIds(String header, Supplier<String> source) {

    /**
     * Checks the header's name.
     *
     * @throws IllegalArgumentException if it is no header's name, or one that the client sets
     *     itself
     */
    public RequestIds {
        HeaderRules.require(header, "");
        if (header.equalsIgnoreCase("Authorization")) {
            throw new IllegalArgumentException(
                    "request ids cannot travel as " + header + "; expected, e.g., X-Request-Id");
        }
        Objects.requireNonNull(source, "source");
    }

    /**
     * Returns the id of a new call.
     *
     * @return what the source gave
     * @throws IllegalArgumentException if that is blank or no header can hold it
     */
    public String next() {
        String id = source.get();
        String what = "the request id for the header " + header;
        HeaderRules.requireValue(what, id);
        return Check.notBlank(what, id);
    }
}
