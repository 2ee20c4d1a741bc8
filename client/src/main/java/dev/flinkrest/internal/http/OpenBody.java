package dev.flinkrest.internal.http;

import java.io.FilterInputStream;
import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpResponse;

/** A reply's body in the hands of the user: closing it before its end cuts the transfer off. */
final class OpenBody extends FilterInputStream {
    private final ClassicHttpResponse response;
    private final Call call;
    private final Runnable onClose;
    private boolean ended;

    OpenBody(ClassicHttpResponse response, Call call, Runnable onClose) throws IOException {
        super(Replies.content(response));
        this.response = response;
        this.call = call;
        this.onClose = onClose;
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        ended |= b < 0;
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int got = in.read(buffer, offset, length);
        ended |= got < 0;
        return got;
    }

    @Override
    public void close() throws IOException {
        try {
            if (!ended) {
                call.cancel(); // or else closing would read the rest
            }
            response.close();
        } catch (IOException e) {
            if (ended) {
                throw e;
            } // else it says that the transfer was cut off, as it was meant to be
        } finally {
            onClose.run();
        }
    }
}
