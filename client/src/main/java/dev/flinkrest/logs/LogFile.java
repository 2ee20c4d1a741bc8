package dev.flinkrest.logs;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.RestCaller;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Reads one log file of a process, or what it printed. Asks the server at each call. Safe for use
 * by many threads.
 *
 * <p>Every method throws {@link NotFoundException} when there is no such file or task manager, and
 * {@link FlinkRestException} when its call fails for another reason.
 */
public final class LogFile {
    private final RestCaller rest;
    private final Request<String> request;

    /**
     * Makes the handle; asks nothing of the server.
     *
     * @param rest carries out the requests
     * @param request reads the file
     */
    public LogFile(RestCaller rest, Request<String> request) {
        this.rest = rest;
        this.request = request;
    }

    /**
     * Reads the file into memory.
     *
     * @return the text, read as UTF-8
     */
    public String text() {
        return rest.send(request);
    }

    /**
     * Reads the file as a stream, however long it is.
     *
     * @return the bytes; must be closed
     */
    public InputStream open() {
        return rest.open(request);
    }

    /**
     * Writes the file to disk, however long it is.
     *
     * @param file where to write; replaced if it exists, and only once the whole log is there
     * @throws IOException if the transfer breaks off or the file cannot be written
     */
    public void download(Path file) throws IOException {
        rest.download(request, file);
    }

    @Override
    public String toString() {
        return request.toString();
    }
}
