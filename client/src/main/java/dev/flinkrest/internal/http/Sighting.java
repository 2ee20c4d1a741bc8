package dev.flinkrest.internal.http;

import dev.flinkrest.internal.events.JfrRequest;
import dev.flinkrest.internal.events.JfrUpload;
import dev.flinkrest.internal.events.Recorded;
import dev.flinkrest.rest.CallListener.RequestEvent;
import dev.flinkrest.rest.CallListener.UploadEvent;
import dev.flinkrest.rest.FileUpload;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.jspecify.annotations.Nullable;

/**
 * One request as those see it who look: when it began, when the reply came, how it ended. There is
 * none where nobody looks. Not safe for use by many threads.
 */
final class Sighting {
    private final Call call;
    private final Onlookers onlookers;
    private final @Nullable JfrRequest event = Recorded.requests() ? new JfrRequest() : null;
    private final Instant begunAt = Instant.now();
    private final long begun = System.nanoTime();
    private long untilReply;
    private int status;
    private long received;

    Sighting(Call call, Onlookers onlookers) {
        this.call = call;
        this.onlookers = onlookers;
        if (event != null) {
            event.begin();
        }
    }

    /** Notes that the head of the reply came; counts what comes of its body. */
    void answered(ClassicHttpResponse response) {
        untilReply = System.nanoTime() - begun;
        status = response.getCode();
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            response.setEntity(new Counted(entity));
        }
    }

    private final class Counted extends HttpEntityWrapper {
        Counted(HttpEntity entity) {
            super(entity);
        }

        @Override
        public InputStream getContent() throws IOException {
            return new FilterInputStream(super.getContent()) {
                @Override
                public int read() throws IOException {
                    int b = in.read();
                    received += b < 0 ? 0 : 1;
                    return b;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    int got = in.read(buffer, offset, length);
                    received += Math.max(got, 0);
                    return got;
                }
            };
        }
    }

    /** Tells all who look how the request ended. */
    void ended(@Nullable Throwable thrown) {
        Throwable failure = thrown instanceof Wire.Passing reply ? reply.failure() : thrown;
        Duration duration = Duration.ofNanos(System.nanoTime() - begun);
        if (event != null) {
            event.end();
        }
        HttpEntity body = call.getEntity();
        long sent = body == null ? 0 : body.getContentLength();
        if (event != null && event.shouldCommit()) {
            Onlookers.fill(event, call);
            event.status = status;
            event.untilReply = untilReply;
            event.bytesSent = sent;
            event.bytesReceived = received;
            event.failure = failure == null ? null : Onlookers.text(call, failure);
            event.commit();
        }
        if (onlookers.hasListeners()) {
            RequestEvent told =
                    new RequestEvent(
                            Onlookers.attempt(call),
                            begunAt,
                            duration,
                            status == 0 ? null : Duration.ofNanos(untilReply),
                            status,
                            sent,
                            received,
                            failure);
            onlookers.tell(listener -> listener.onRequest(told));
        }
        Onlookers.log(Level.DEBUG, call, () -> outcome(failure) + " in " + millis(duration));
    }

    private String outcome(@Nullable Throwable failure) {
        String reply = status == 0 ? "" : status + ", " + received + " bytes";
        if (failure == null) {
            return reply;
        }
        return (reply.isEmpty() ? "" : reply + ", ") + Onlookers.text(call, failure);
    }

    private static String millis(Duration duration) {
        return Math.round(duration.toNanos() / 1e5) / 10.0 + " ms";
    }

    /** Begins to look at the sending of a file. */
    OfUpload ofUpload(FileUpload upload, long size) {
        return new OfUpload(upload.fileName(), size);
    }

    /** The sending of a file as those see it who look. */
    final class OfUpload {
        private final String file;
        private final long size;
        private final @Nullable JfrUpload event = Recorded.uploads() ? new JfrUpload() : null;
        private final long begun = System.nanoTime();

        private OfUpload(String file, long size) {
            this.file = file;
            this.size = size;
            if (event != null) {
                event.begin();
            }
        }

        /** Tells all who look how much was sent. */
        void ended(long sent) {
            Duration duration = Duration.ofNanos(System.nanoTime() - begun);
            if (event != null) {
                event.end();
            }
            if (event != null && event.shouldCommit()) {
                Onlookers.fill(event, call);
                event.file = file;
                event.size = size;
                event.bytesSent = sent;
                event.commit();
            }
            if (onlookers.hasListeners()) {
                UploadEvent told =
                        new UploadEvent(Onlookers.attempt(call), file, size, sent, duration);
                onlookers.tell(listener -> listener.onUpload(told));
            }
            Onlookers.log(
                    Level.DEBUG,
                    call,
                    () ->
                            "sent "
                                    + sent
                                    + " of "
                                    + size
                                    + " bytes of "
                                    + file
                                    + " in "
                                    + millis(duration));
        }
    }
}
