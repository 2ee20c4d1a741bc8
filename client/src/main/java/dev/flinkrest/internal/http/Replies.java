package dev.flinkrest.internal.http;

import dev.flinkrest.error.DecodingException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.rest.Request;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** Reads replies as far as they may go; closes none, for closing would read it to its end. */
final class Replies {
    /** How much of an error's body is worth reading; its status counts, however long it is. */
    private static final int MAX_ERROR_BYTES = 4 << 20;

    private Replies() {}

    /** Throws what the server says against a request, or what a page before Flink amounts to. */
    static void requireSuccess(Request<?> request, ClassicHttpResponse response, long limit)
            throws IOException {
        int status = response.getCode();
        String operation = request.endpoint().toString();
        if (status < 200 || status > 299) {
            throw ServerErrorException.of(
                    operation,
                    request.target(),
                    status,
                    headers(response),
                    beginning(response, limit));
        }
        Header type = response.getFirstHeader("content-type");
        if (type != null && DecodingException.isPage(type.getValue())) {
            throw DecodingException.ofPage(operation, beginning(response, limit));
        }
    }

    private static byte[] beginning(ClassicHttpResponse response, long limit) throws IOException {
        return content(response).readNBytes((int) Math.min(limit, MAX_ERROR_BYTES));
    }

    /** Returns a body that ends with an error beyond a limit. */
    static LimitedStream body(ClassicHttpResponse response, long limit) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity != null && entity.getContentLength() > limit) {
            throw new LimitedStream.TooLongException(limit);
        }
        return new LimitedStream(content(response), limit);
    }

    static InputStream content(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        return entity == null ? InputStream.nullInputStream() : entity.getContent();
    }

    static Map<String, List<String>> headers(ClassicHttpResponse response) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(
                            header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(header.getValue());
        }
        return headers;
    }
}
