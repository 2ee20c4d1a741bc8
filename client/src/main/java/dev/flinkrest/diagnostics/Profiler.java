package dev.flinkrest.diagnostics;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.SerializedThrowable;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.internal.util.Check;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.Operation;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.RestCaller;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Profiles a process with the async-profiler that is part of Flink; Flink 1.19 and later, and only
 * where {@code rest.profiling.enabled} is set. Safe for use by many threads.
 *
 * <p>Every method throws {@link FlinkRestException} when its call fails, {@link
 * UnsupportedByServerException} when the server is older than 1.19, and {@link NotFoundException}
 * when profiling is not enabled or there is no such task manager.
 */
public final class Profiler {
    private final RestCaller rest;
    private final Rows rows;
    private final Object[] ids;
    private final String description;

    /**
     * Makes the handle; asks nothing of the server.
     *
     * @param rest carries out the requests
     * @param rows the operations
     * @param description whose profiler it is, for messages
     * @param ids the path parameters before the file's name
     */
    public Profiler(RestCaller rest, Rows rows, String description, Object... ids) {
        this.rest = rest;
        this.rows = rows;
        this.ids = ids.clone();
        this.description = description;
    }

    /**
     * Holds the operations of a process's profiler. Immutable and safe for use by many threads.
     *
     * @param list lists the profilings
     * @param start starts one
     * @param file reads the result of one
     */
    public record Rows(
            Endpoint<ProfilingList> list, Endpoint<ProfilingInfo> start, Endpoint<String> file) {}

    /**
     * Starts profiling. {@code POST …/profiler}. A process is profiled once at a time.
     *
     * @param mode what to profile
     * @param duration for how long, in whole seconds; the server allows 5 minutes unless {@code
     *     rest.profiling.duration-max} says otherwise
     * @return the profiling on its way; when it is done, its file can be had by {@link #download}
     * @throws IllegalArgumentException if the duration is less than a second or no whole seconds,
     *     or the mode is {@code UNKNOWN}
     */
    public Operation<ProfilingInfo> start(ProfilingMode mode, Duration duration) {
        if (mode == ProfilingMode.UNKNOWN) {
            throw new IllegalArgumentException("mode is UNKNOWN; expected one that Flink knows");
        }
        if (duration.toSeconds() < 1 || duration.toNanosPart() != 0) {
            throw new IllegalArgumentException(
                    "duration is " + duration + "; expected whole seconds, at least one");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("mode", mode);
        body.put("duration", duration.toSeconds());
        ProfilingInfo started = rest.send(rows.start().with(ids).body(body));
        return new Operation<>(
                rest, "profiling of " + description, null, options -> status(started, options));
    }

    private Operation.Status<ProfilingInfo> status(ProfilingInfo started, CallOptions options) {
        for (ProfilingInfo info : rest.send(rows.list().with(ids).with(options)).profilingList()) {
            if (info.triggerTime() == started.triggerTime() && info.mode() == started.mode()) {
                return switch (info.status()) {
                    case FINISHED -> new Operation.Status<>(true, info, null);
                    case FAILED -> failed(Objects.toString(info.message(), "no message"));
                    default -> Operation.Status.inProgress();
                };
            }
        }
        return failed("the server no longer lists it");
    }

    private static Operation.Status<ProfilingInfo> failed(String reason) {
        return new Operation.Status<>(true, null, new SerializedThrowable(null, reason, null));
    }

    /**
     * Lists the profilings. {@code GET …/profiler}.
     *
     * @return those that the server remembers, the latest first
     */
    public List<ProfilingInfo> all() {
        return rest.send(rows.list().with(ids)).profilingList();
    }

    /**
     * Reads the result of a profiling as a stream. {@code GET …/profiler/:filename}.
     *
     * @param outputFile its name, as {@link ProfilingInfo#outputFile} gives it
     * @return the bytes, a page of HTML; must be closed
     * @throws NotFoundException if there is no such file
     * @throws IllegalArgumentException if the name is blank
     */
    public InputStream open(String outputFile) {
        return rest.open(file(outputFile));
    }

    /**
     * Writes the result of a profiling to disk. {@code GET …/profiler/:filename}.
     *
     * @param outputFile its name, as {@link ProfilingInfo#outputFile} gives it
     * @param file where to write the page of HTML, in a directory that exists; replaced if it
     *     exists, and only once the whole page is there. A symbolic link is refused
     * @throws NotFoundException if there is no such file
     * @throws IllegalArgumentException if the name is blank
     * @throws IOException if the transfer breaks off or the file cannot be written
     */
    public void download(String outputFile, Path file) throws IOException {
        rest.download(file(outputFile), file);
    }

    /**
     * Writes the result of a profiling into a directory under its own name, and never outside it.
     * {@code GET …/profiler/:filename}.
     *
     * @param outputFile its name, as {@link ProfilingInfo#outputFile} gives it
     * @param directory the directory, which exists; a file of that name in it is replaced once the
     *     whole page is there
     * @return the file
     * @throws NotFoundException if there is no such file
     * @throws IllegalArgumentException if the name is no plain file name, such as {@code ../x};
     *     nothing was sent
     * @throws IOException if the transfer breaks off or the file cannot be written
     */
    public Path downloadInto(String outputFile, Path directory) throws IOException {
        return rest.download(file(outputFile), directory, outputFile);
    }

    private Request<String> file(String name) {
        Object[] all = new Object[ids.length + 1];
        System.arraycopy(ids, 0, all, 0, ids.length);
        all[ids.length] = Check.notBlank("profiler file name", name);
        return rows.file().with(all);
    }
}
