package dev.flinkrest.rest;

/**
 * Is told how far an upload has come. Called by the thread that uploads, some four times a
 * megabyte.
 */
@FunctionalInterface
public interface UploadProgress {

    /** Listens to nothing. */
    UploadProgress NONE = (sent, total) -> {};

    /**
     * Is called at the start, after each piece, and at the end; an exception thrown here ends the
     * upload.
     *
     * @param sentBytes how many bytes of the file have been handed to the network
     * @param totalBytes the file's size in bytes
     */
    void onProgress(long sentBytes, long totalBytes);
}
