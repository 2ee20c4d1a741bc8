package dev.flinkrest.internal.util;

import org.jspecify.annotations.Nullable;

/**
 * Tells the requests of one call from all others, at the server, in events, and in what is thrown
 * meanwhile. Immutable and safe for use by many threads.
 *
 * @param header the header that carries it
 * @param value the id
 */
public record RequestId(String header, String value) {
    private static final ThreadLocal<@Nullable RequestId> CURRENT = new ThreadLocal<>();

    /**
     * Returns the id of the call that this thread is making.
     *
     * @return the id; null if there is no call, or it has none
     */
    public static @Nullable RequestId current() {
        return CURRENT.get();
    }

    /**
     * Makes this the id of the call that this thread is making.
     *
     * @return the id of the call within which this one is made; null if there is none
     */
    public @Nullable RequestId enter() {
        RequestId outer = CURRENT.get();
        CURRENT.set(this);
        return outer;
    }

    /**
     * Ends the call that this thread is making.
     *
     * @param outer what {@link #enter} returned
     */
    public static void leave(@Nullable RequestId outer) {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }

    /**
     * Adds this id to a message.
     *
     * @param message the message
     * @return the message with this id at its end, if it was not within already
     */
    public String in(String message) {
        return message.contains(mark()) ? message : message + mark();
    }

    /**
     * Takes this id out of a message.
     *
     * @param message the message
     * @return the message without it
     */
    public String notIn(String message) {
        return message.replace(mark(), "");
    }

    private String mark() {
        return " [" + this + "]";
    }

    @Override
    public String toString() {
        return header + " " + value;
    }
}
