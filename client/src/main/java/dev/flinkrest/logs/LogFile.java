package dev.flinkrest.logs;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.internal.util.Check;
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
    private final String name;

    /**
     * Makes the handle; asks nothing of the server.
     *
     * @param rest carries out the requests
     * @param request reads the file
     * @param name the file's name
     */
    public LogFile(RestCaller rest, Request<String> request, String name) {
        this.rest = rest;
        this.request = request;
        this.name = Check.notBlank("log file name", name);
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
     * @param file where to write, in a directory that exists; replaced if it exists, and only once
     *     the whole log is there. A symbolic link is refused
     * @throws IOException if the transfer breaks off or the file cannot be written
     */
    public void download(Path file) throws IOException {
        rest.download(request, file);
    }

    /**
     * Writes the file into a directory under its own name, and never outside it.
     *
     * @param directory the directory, which exists; a file of that name in it is replaced once the
     *     whole log is there
     * @return the file; of a main log {@code jobmanager.log} or {@code taskmanager.log}, of
     *     standard output the same with {@code .out}
     * @throws IllegalArgumentException if the name, which is the server's, is no plain file name,
     *     such as {@code ../x}; nothing was sent
     * @throws IOException if the transfer breaks off or the file cannot be written
     */
    public Path downloadInto(Path directory) throws IOException {
        return rest.download(request, directory, name);
    }

    @Override
    public String toString() {
        return request.toString();
    }
}
