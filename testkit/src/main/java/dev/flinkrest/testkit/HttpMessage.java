package dev.flinkrest.testkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The head of an HTTP/1.1 message, and where its body ends. */
final class HttpMessage {
    private static final List<String> FRAMING = List.of("content-length", "transfer-encoding");
    private static final int END_OF_HEAD = 0x0d0a0d0a;

    private final byte[] head;
    private final String text;

    private HttpMessage(byte[] head) {
        this.head = head;
        this.text = new String(head, StandardCharsets.ISO_8859_1);
    }

    /** Reads a head; null if the stream ends before it begins. */
    static @Nullable HttpMessage readHead(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int last = 0; last != END_OF_HEAD; ) {
            int b = in.read();
            if (b < 0 && head.size() == 0) {
                return null;
            }
            last = last << 8 | copy(b, head);
        }
        return new HttpMessage(head.toByteArray());
    }

    byte[] head() {
        return head;
    }

    String firstLine() {
        return text.substring(0, text.indexOf("\r\n"));
    }

    /** Copies a request's body, which has none unless its head tells how long it is. */
    void copyRequestBody(InputStream in, OutputStream out) throws IOException {
        copyBody(in, out, out, false);
    }

    /** Copies a reply's body, which goes on to the end of the connection unless its head says. */
    void copyReplyBody(InputStream in, OutputStream out) throws IOException {
        copyReplyBody(in, out, out);
    }

    /** Copies a reply's body to one place, and what frames its chunks to another. */
    void copyReplyBody(InputStream in, OutputStream framing, OutputStream out) throws IOException {
        String status = firstLine().substring(9, 12);
        if (!status.equals("204") && !status.equals("304")) {
            copyBody(in, framing, out, true);
        }
    }

    private void copyBody(InputStream in, OutputStream framing, OutputStream out, boolean untilEnd)
            throws IOException {
        if (header("transfer-encoding").filter("chunked"::equalsIgnoreCase).isPresent()) {
            copyChunks(in, framing, out);
        } else if (header("content-length").isPresent()) {
            copy(in, out, Long.parseLong(header("content-length").orElseThrow()));
        } else if (untilEnd) {
            in.transferTo(out);
        }
    }

    /** Tells whether the connection ends with this message. */
    boolean closes() {
        return header("connection").filter("close"::equalsIgnoreCase).isPresent();
    }

    /** Returns the head's lines, but for those that tell where the body ends, and for its end. */
    String withoutFraming() {
        return text.lines()
                .filter(line -> !line.isEmpty() && FRAMING.stream().noneMatch(is(line)))
                .map(line -> line + "\r\n")
                .collect(Collectors.joining());
    }

    private static Predicate<String> is(String line) {
        return name -> line.toLowerCase(Locale.ROOT).startsWith(name + ":");
    }

    private Optional<String> header(String name) {
        return text.lines()
                .filter(line -> is(line).test(name))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    private static void copyChunks(InputStream in, OutputStream framing, OutputStream out)
            throws IOException {
        long size;
        do {
            String line = copyLine(in, framing);
            size = Long.parseLong(line.split(";", 2)[0].strip(), 16);
            copy(in, out, size);
            if (size > 0) {
                copyLine(in, framing);
            }
        } while (size > 0);
        while (!copyLine(in, framing).isEmpty()) {
            // a trailer
        }
    }

    private static String copyLine(InputStream in, OutputStream out) throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.length() < 2 || line.charAt(line.length() - 1) != '\n') {
            line.append((char) copy(in.read(), out));
        }
        return line.substring(0, line.length() - 2);
    }

    private static int copy(int b, OutputStream out) throws IOException {
        if (b < 0) {
            throw new EOFException("the connection ended within a message");
        }
        out.write(b);
        return b;
    }

    private static void copy(InputStream in, OutputStream out, long length) throws IOException {
        byte[] buffer = new byte[64 << 10];
        for (long left = length; left > 0; ) {
            int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (count < 0) {
                throw new EOFException("the connection ended within a message");
            }
            out.write(buffer, 0, count);
            left -= count;
        }
    }
}
