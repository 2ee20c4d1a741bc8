package dev.flinkrest.internal.http;

import dev.flinkrest.rest.FileUpload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.jspecify.annotations.Nullable;

/** A multipart form of one file, streamed from disk with its exact length. */
final class FileEntity extends AbstractHttpEntity {
    private static final int PIECE = 256 * 1024;
    private static final String UNSAFE_IN_QUOTES = "\";\\";

    private final FileUpload upload;
    private final @Nullable Sighting sighting;
    private final long size;
    private final byte[] head;
    private final byte[] tail;

    /**
     * Makes it; opens no file yet.
     *
     * @param sighting is told of the upload; null if nobody looks
     */
    FileEntity(FileUpload upload, @Nullable Sighting sighting) throws IOException {
        this(
                upload,
                sighting,
                "flink-rest-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
    }

    private FileEntity(FileUpload upload, @Nullable Sighting sighting, String boundary)
            throws IOException {
        super(
                ContentType.create("multipart/form-data")
                        .withParameters(parameter("boundary", boundary)),
                null,
                false);
        this.upload = upload;
        this.sighting = sighting;
        this.size = Files.size(upload.file());
        this.head =
                ("--"
                                + boundary
                                + "\r\nContent-Disposition: form-data; name=\"jarfile\"; "
                                + fileName(upload.fileName())
                                + "\r\nContent-Type: application/x-java-archive\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8);
        this.tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static org.apache.hc.core5.http.NameValuePair parameter(String name, String value) {
        return new org.apache.hc.core5.http.message.BasicNameValuePair(name, value);
    }

    /**
     * Flink mangles quotes, semicolons and backslashes in a quoted name, but reads the extended
     * form right.
     */
    private static String fileName(String name) {
        boolean unsafe =
                name.chars()
                        .anyMatch(c -> c < ' ' || c == 0x7f || UNSAFE_IN_QUOTES.indexOf(c) >= 0);
        if (!unsafe) {
            return "filename=\"" + name + "\"";
        }
        StringBuilder out = new StringBuilder("filename*=UTF-8''");
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain =
                    b > 0 && (Character.isLetterOrDigit(b) || b == '.' || b == '-' || b == '_');
            out.append(
                    plain
                            ? String.valueOf((char) b)
                            : "%" + HexFormat.of().withUpperCase().toHexDigits(b));
        }
        return out.toString();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        Sighting.OfUpload seen = sighting == null ? null : sighting.ofUpload(upload, size);
        long sent = 0;
        try (FileChannel file = FileChannel.open(upload.file())) {
            out.write(head);
            upload.progress().onProgress(0, size);
            byte[] piece = new byte[(int) Math.min(PIECE, Math.max(size, 1))];
            while (sent < size) {
                int want = (int) Math.min(piece.length, size - sent);
                int got = file.read(ByteBuffer.wrap(piece, 0, want));
                if (got < 0) {
                    throw new FileSystemException(
                            upload.file().toString(),
                            null,
                            "it became shorter while it was uploaded");
                }
                out.write(piece, 0, got);
                sent += got;
                upload.progress().onProgress(sent, size);
            }
            out.write(tail);
        } finally {
            if (seen != null) {
                seen.ended(sent);
            }
        }
    }

    @Override
    public long getContentLength() {
        return head.length + size + tail.length;
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public InputStream getContent() {
        throw new UnsupportedOperationException("is written, never read");
    }

    @Override
    public void close() {}
}
