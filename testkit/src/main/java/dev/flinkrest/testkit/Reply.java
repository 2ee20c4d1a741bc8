package dev.flinkrest.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A whole reply of HTTP/1.1, and what can be made of it that is no longer whole. Immutable. */
final class Reply {
    private static final int MORE = 100;

    private final HttpMessage head;
    private final byte[] bytes;

    private Reply(HttpMessage head, byte[] bytes) {
        this.head = head;
        this.bytes = bytes;
    }

    /** Reads a reply; null if the stream ends before it begins. */
    static @Nullable Reply read(InputStream in) throws IOException {
        HttpMessage head = HttpMessage.readHead(in);
        if (head == null) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(head.head());
        head.copyReplyBody(in, bytes);
        return new Reply(head, bytes.toByteArray());
    }

    /**
     * Writes a reply.
     *
     * @param head the status with its reason, and header lines, but for the length
     * @param body the body
     */
    static byte[] of(String head, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        return join("HTTP/1.1 " + head + "\r\n" + length(content.length), content);
    }

    /** Tells whether the server closes the connection after this reply. */
    boolean closes() {
        return head.closes();
    }

    /** Returns what the client gets of this reply, or instead of it. */
    byte[] struckBy(Fault fault) {
        return switch (fault) {
            case NONE, DELAY, TRICKLE -> bytes;
            case CUT_IN_REPLY, RESET_IN_REPLY -> Arrays.copyOf(bytes, bytes.length / 2);
            case CUT_IN_BODY -> withLength(Math.max(1, body().length), half(body()));
            case TRUNCATED_JSON -> withLength(body().length / 2, half(body()));
            case WRONG_LENGTH -> withLength(body().length + MORE, body());
            case BROKEN_CHUNK -> withBrokenChunk();
            default -> fault.ownReply();
        };
    }

    private byte[] withLength(int length, byte[] body) {
        return join(head.withoutFraming() + length(length), body);
    }

    private byte[] withBrokenChunk() {
        byte[] half = half(body());
        String size = half.length == 0 ? "" : Integer.toHexString(half.length) + "\r\n";
        String end = half.length == 0 ? "no size\r\n" : "\r\nno size\r\n";
        String begin = head.withoutFraming() + "Transfer-Encoding: chunked\r\n\r\n" + size;
        return join(begin, half, end.getBytes(ISO_8859_1));
    }

    private static String length(int length) {
        return "Content-Length: " + length + "\r\n\r\n";
    }

    private static byte[] half(byte[] body) {
        return Arrays.copyOf(body, body.length / 2);
    }

    private static byte[] join(String head, byte[]... more) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.getBytes(ISO_8859_1));
        for (byte[] part : more) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Returns the body without chunks. */
    private byte[] body() {
        int begin = head.head().length;
        try (InputStream in = new ByteArrayInputStream(bytes, begin, bytes.length - begin)) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            head.copyReplyBody(in, OutputStream.nullOutputStream(), body);
            return body.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it was read before
        }
    }
}
