package dev.flinkrest.jars;

import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.id.JarId;
import dev.flinkrest.internal.jars.JarFiles;
import dev.flinkrest.internal.jars.JarsInUse;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.internal.waiting.LostAnswer;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.FileUpload;
import dev.flinkrest.rest.RestCaller;
import dev.flinkrest.rest.UploadProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/** Uploads jars, again where an answer is lost. */
record JarUploads(RestCaller rest, Ticker ticker, JarsInUse inUse) {
    /**
     * How often a jar is uploaded at most; more would not help where a proxy takes no such size.
     */
    private static final int UPLOADS = 3;

    JarUpload upload(Path jar, UploadProgress progress, Duration timeout) throws IOException {
        long end = ticker.nanoTime() + timeout.toNanos();
        String name = JarFiles.check(jar);
        var request = JarEndpoints.UPLOAD.with().body(new FileUpload(jar, name, progress));
        Duration left = timeout;
        FlinkRestException lost = null;
        for (int attempt = 1; ; attempt++) {
            try {
                return rest.send(request.with(CallOptions.NONE.withCallTimeout(left)));
            } catch (FlinkRestException e) {
                if (lost != null && !e.maybeSent()) {
                    throw afterALost(lost, e);
                }
                if (attempt == UPLOADS
                        || e instanceof DeadlineExceededException
                        || !LostAnswer.is(e)) {
                    throw e;
                }
                left = Duration.ofNanos(end - ticker.nanoTime());
                if (left.isNegative() || left.isZero()) {
                    throw e;
                }
                lost = e;
            }
        }
    }

    /** An attempt that was not sent says nothing of the one before it, which may be there. */
    private static FlinkRestException afterALost(
            FlinkRestException lost, FlinkRestException unsent) {
        if (unsent instanceof InterruptedCallException) {
            return new InterruptedCallException(unsent.operation(), true, unsent);
        }
        lost.addSuppressed(unsent);
        return lost;
    }

    /** Uploads a jar and runs it, while nobody else deletes it. */
    <I> I uploadAnd(Path jar, UploadProgress progress, Function<JarAtHand, I> run)
            throws IOException {
        try (var reservation = inUse.reserveUpload(String.valueOf(jar.getFileName()))) {
            return run.apply(
                    JarAtHand.uploadedBy(
                            rest.callTimeout(),
                            timeout -> {
                                try {
                                    JarId id = upload(jar, progress, timeout).jarId();
                                    reservation.add(id);
                                    return id;
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            }));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
