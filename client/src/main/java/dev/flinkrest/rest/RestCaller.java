package dev.flinkrest.rest;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.internal.util.WholeBody;
import dev.flinkrest.internal.util.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Carries out requests. Every handle, such as {@code Jobs}, works on top of one; {@code
 * FlinkRestClient} is the one that talks to a server. Implementations are safe for use by many
 * threads.
 *
 * <p>A call that fails throws a subclass of {@link FlinkRestException}; a call on a caller that was
 * closed throws {@link IllegalStateException}.
 */
public interface RestCaller {

    /**
     * Sends a request and decodes the reply.
     *
     * @param <R> what the reply decodes to
     * @param request the request
     * @return the decoded reply; null only where {@code R} is {@link Void}
     * @throws FlinkRestException if the call fails
     */
    <R extends @Nullable Object> R send(Request<R> request);

    /**
     * Sends a request in the background. Who sends more at a time than the caller has places for
     * waits until one has ended, but not beyond the deadline of the call. What is attached to the
     * future runs on the call's thread, unless it is given an executor: it may send further calls,
     * but should not wait for them.
     *
     * @param <R> what the reply decodes to
     * @param request the request
     * @return a future of the decoded reply, completed exceptionally with what {@link #send} would
     *     have thrown; cancelling it ends the call
     * @throws FlinkRestException if the thread is interrupted while it waits for a place
     */
    <R extends @Nullable Object> CompletableFuture<R> sendAsync(Request<R> request);

    /**
     * Sends a request and returns the reply as it came, whatever its status.
     *
     * @param <R> what the reply decodes to
     * @param request the request
     * @return the reply, held in memory
     * @throws FlinkRestException if there was no reply
     */
    <R extends @Nullable Object> Response<R> exchange(Request<R> request);

    /**
     * Sends a request and hands out the reply's body while it arrives. The deadline of the whole
     * call ends with the reply's head; after that, each read may wait for the response timeout.
     *
     * @param request the request
     * @return the body; must be closed, and closing it early ends the transfer. A read throws
     *     {@link IOException}; {@link InterruptedIOException} if the thread is interrupted
     * @throws FlinkRestException if the call fails or the status is not 2xx
     */
    InputStream open(Request<?> request);

    /**
     * Sends a request and writes the reply's body to a file. The file appears whole or not at all;
     * what is on its way lies beside it under a name that ends in {@code .part}, and is removed if
     * the call fails. The deadline of the whole call holds until all of it has come: what is large
     * or slow wants a {@code callTimeout} of its own.
     *
     * @param request the request
     * @param file where to write, in a directory that exists; replaced if it is an ordinary file,
     *     while a symbolic link, a directory or a device is refused before anything is sent
     * @throws FlinkRestException if the call fails or the status is not 2xx
     * @throws IOException if the body breaks off or the file cannot be written
     */
    default void download(Request<?> request, Path file) throws IOException {
        Duration own = request.options().callTimeout();
        Duration timeout = own == null ? callTimeout() : own;
        long end = System.nanoTime() + timeout.toNanos();
        String operation = request.endpoint().toString();
        WholeFile.write(
                file,
                () ->
                        new TimedBody(
                                WholeBody.within(() -> open(request)), operation, timeout, end));
    }

    /**
     * Sends a request and writes the reply's body into a directory, to a file that the server has
     * named. It never leaves that directory: the name must be one plain segment. Otherwise like
     * {@link #download(Request, Path)}.
     *
     * @param request the request
     * @param directory the directory, which exists; best one for this purpose, since a file of that
     *     name is replaced
     * @param name the file's name
     * @return the file
     * @throws FlinkRestException if the call fails or the status is not 2xx
     * @throws IllegalArgumentException if the name is blank, {@code .} or {@code ..}, or holds a
     *     slash, backslash or control character, or is a device or drive to Windows; nothing was
     *     sent
     * @throws IOException if the body breaks off or the file cannot be written
     */
    default Path download(Request<?> request, Path directory, String name) throws IOException {
        Path file = WholeFile.inside(directory, "file name", name);
        download(request, file);
        return file;
    }

    /**
     * Returns the server's version.
     *
     * @return the version, asked of the server once and remembered
     * @throws FlinkRestException if the server cannot be asked
     */
    default FlinkVersion version() {
        return version(CallOptions.NONE);
    }

    /**
     * Returns the server's version.
     *
     * @param options the bounds of the call, if one is needed
     * @return the version, asked of the server once and remembered
     * @throws FlinkRestException if the server cannot be asked
     */
    FlinkVersion version(CallOptions options);

    /**
     * Waits between two requests that belong together.
     *
     * @param duration how long
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalStateException if this caller is closed, also meanwhile
     */
    default void pause(Duration duration) throws InterruptedException {
        Ticker.SYSTEM.sleep(duration);
    }

    /**
     * Returns how long a call may take whose request does not say.
     *
     * @return the deadline of the whole call; 5 minutes unless it was set
     */
    default Duration callTimeout() {
        return Objects.requireNonNull(CallOptions.DEFAULTS.callTimeout());
    }
}
