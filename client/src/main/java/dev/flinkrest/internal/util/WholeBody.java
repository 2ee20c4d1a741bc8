package dev.flinkrest.internal.util;

import java.io.InputStream;
import java.util.function.Supplier;

/**
 * Tells the one that opens a body, through all callers between, that the deadline of the call holds
 * until all of the body has come.
 */
public final class WholeBody {
    private static final ThreadLocal<Boolean> WANTED = ThreadLocal.withInitial(() -> false);

    private WholeBody() {}

    /**
     * Opens a body that must come within the deadline of the call.
     *
     * @param open opens it, on this thread
     * @return the body
     */
    public static InputStream within(Supplier<InputStream> open) {
        WANTED.set(true);
        try {
            return open.get();
        } finally {
            WANTED.remove();
        }
    }

    /**
     * Tells whether this thread opens such a body.
     *
     * @return false if the deadline ends with the head of the reply
     */
    public static boolean isWanted() {
        return WANTED.get();
    }
}
