package dev.flinkrest.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What goes around a jar in a form.
 *
 * @param length of the whole body
 */
record Multipart(long length) {
    static final String BOUNDARY = "benchmark-0123456789abcdef";
    static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;
    private static final String HEAD =
            "--"
                    + BOUNDARY
                    + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"job.jar\"\r\n"
                    + "Content-Type: application/x-java-archive\r\n\r\n";
    private static final String TAIL = "\r\n--" + BOUNDARY + "--\r\n";

    static Multipart of(Path jar) throws IOException {
        return new Multipart(HEAD.length() + Files.size(jar) + TAIL.length());
    }

    byte[] head() {
        return HEAD.getBytes(StandardCharsets.US_ASCII);
    }

    byte[] tail() {
        return TAIL.getBytes(StandardCharsets.US_ASCII);
    }
}
