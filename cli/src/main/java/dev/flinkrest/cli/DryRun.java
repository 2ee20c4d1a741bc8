package dev.flinkrest.cli;

import dev.flinkrest.cli.output.Output;
import dev.flinkrest.rest.ForwardingCaller;
import dev.flinkrest.rest.HttpMethod;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.RestCaller;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lets reads through, and prints what else would be sent. */
final class DryRun extends ForwardingCaller {
    private final Output out;

    DryRun(RestCaller rest, Output out) {
        super(rest);
        this.out = out;
    }

    /** Ends what cannot go on, as its request was not sent. */
    static final class NotSentException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotSentException() {
            super("a dry run", null, false, false);
        }
    }

    /**
     * Is a request that would be sent.
     *
     * @param method the HTTP method
     * @param target path and query
     * @param body the JSON body; null if there is none
     */
    record Sent(String method, String target, @Nullable String body) {}

    @Override
    public <R extends @Nullable Object> R send(Request<R> request) {
        if (request.endpoint().method() == HttpMethod.GET) {
            return super.send(request);
        }
        byte[] json = request.json();
        out.next(
                new Sent(
                        request.endpoint().method().name(),
                        request.target(),
                        json == null ? null : new String(json, StandardCharsets.UTF_8)),
                request.target(),
                request.toString());
        throw new NotSentException();
    }
}
