package dev.flinkrest.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import org.apache.hc.core5.http.ClassicHttpResponse;

/** A reply's body in the hands of the user: closing it before its end cuts the transfer off. */
final class OpenBody extends InputStream {
    private final InputStream in;
    private final ClassicHttpResponse response;
    private final Call call;
    private final Runnable onClose;
    private boolean ended;

    OpenBody(ClassicHttpResponse response, Call call, Runnable onClose) throws IOException {
        this.in = Replies.content(response);
        this.response = response;
        this.call = call;
        this.onClose = onClose;
    }

    @Override
    public int read() throws IOException {
        try {
            int b = in.read();
            ended |= b < 0;
            return b;
        } catch (IOException e) {
            throw translate(e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int got = in.read(buffer, offset, length);
            ended |= got < 0;
            return got;
        } catch (IOException e) {
            throw translate(e);
        }
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    private IOException translate(IOException failure) {
        if (call.cutOff() == Call.CutOff.BY_CLOSE) {
            return new IOException("the client was closed before the end of the reply", failure);
        }
        if (call.cutOff() == Call.CutOff.BY_DEADLINE) {
            IOException late = new SocketTimeoutException("the time of the call is over");
            late.initCause(failure);
            return late;
        }
        if (Failures.isInterrupt(failure)) {
            Thread.currentThread().interrupt();
            IOException interrupt =
                    new InterruptedIOException("the reading thread was interrupted");
            interrupt.initCause(failure);
            return interrupt;
        }
        return failure;
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
