package dev.flinkrest.jars;

import dev.flinkrest.id.JarId;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A jar that is being run: its id, and how another server gets it. Not safe for many threads. */
final class JarAtHand {
    private final @Nullable Function<Duration, JarId> upload;
    private JarId id;

    private JarAtHand(JarId id, @Nullable Function<Duration, JarId> upload) {
        this.id = id;
        this.upload = upload;
    }

    /** Returns a jar that only a server has. */
    static JarAtHand uploaded(JarId id) {
        return new JarAtHand(id, null);
    }

    /**
     * Uploads a jar, as often as servers that have it are lost.
     *
     * @param timeout how long that may take for the first time
     * @param upload uploads it, and takes no longer than it is told
     */
    static JarAtHand uploadedBy(Duration timeout, Function<Duration, JarId> upload) {
        return new JarAtHand(upload.apply(timeout), upload);
    }

    JarId id() {
        return id;
    }

    /** Gives it to a server that answers, within so long; false if only the user can. */
    boolean upload(Duration timeout) {
        if (upload == null) {
            return false;
        }
        id = upload.apply(timeout);
        return true;
    }
}
