package dev.flinkrest.jars;

import dev.flinkrest.id.JarId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A jar that is being run: its id, and how another server gets it. Not safe for many threads. */
final class JarAtHand {
    private final @Nullable Supplier<JarId> upload;
    private JarId id;

    private JarAtHand(JarId id, @Nullable Supplier<JarId> upload) {
        this.id = id;
        this.upload = upload;
    }

    /** Returns a jar that only a server has. */
    static JarAtHand uploaded(JarId id) {
        return new JarAtHand(id, null);
    }

    /** Uploads a jar, as often as servers that have it are lost. */
    static JarAtHand uploadedBy(Supplier<JarId> upload) {
        return new JarAtHand(upload.get(), upload);
    }

    JarId id() {
        return id;
    }

    /** Gives it to a server that answers; false if only the user can. */
    boolean upload() {
        if (upload == null) {
            return false;
        }
        id = upload.get();
        return true;
    }
}
