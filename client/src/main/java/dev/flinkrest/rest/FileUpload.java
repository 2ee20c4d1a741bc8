package dev.flinkrest.rest;

import java.nio.file.Path;

/**
 * Is a body that is a file, sent as one part of a multipart form and streamed from disk. Immutable;
 * safe for use by many threads if its progress listener is.
 *
 * @param file the file to read
 * @param fileName the name that the server is told
 * @param progress is told how far the upload has come
 */
public record FileUpload(Path file, String fileName, UploadProgress progress) {

    @Override
    public String toString() {
        return "<file " + fileName + ">";
    }
}
