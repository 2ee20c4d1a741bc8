package dev.flinkrest.internal.http;

import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.rest.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hc.core5.http.ClassicHttpResponse;

/**
 * Finds refusals in an archive. A cluster that has nothing to tell, of the checkpoints of a job
 * that takes none for example, answers 404 with {@code {"errors": …}}. It archives that body too,
 * but not the status, so a history server gives it out with 200.
 */
final class Refusals {
    private static final byte[] BEGINNING = "{\"errors\":".getBytes(StandardCharsets.UTF_8);
    private static final int STATUS = 404;

    private Refusals() {}

    /**
     * Returns the body of a reply whose status is 2xx.
     *
     * @throws ServerErrorException if it is a refusal; with the status that the cluster answered
     */
    static LimitedStream requireNone(Request<?> request, ClassicHttpResponse response, long limit)
            throws IOException {
        LimitedStream body = Replies.body(response, limit);
        byte[] beginning = body.readNBytes(BEGINNING.length);
        if (!Arrays.equals(beginning, BEGINNING)) {
            PushbackInputStream whole = new PushbackInputStream(body, BEGINNING.length);
            whole.unread(beginning);
            return new LimitedStream(whole, limit);
        }
        ByteArrayOutputStream refusal = new ByteArrayOutputStream();
        refusal.write(beginning);
        body.transferTo(refusal);
        throw ServerErrorException.of(
                request.endpoint().toString(),
                request.target(),
                STATUS,
                Replies.headers(response),
                refusal.toByteArray());
    }
}
