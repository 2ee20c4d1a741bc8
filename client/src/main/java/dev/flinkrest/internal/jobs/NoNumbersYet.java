package dev.flinkrest.internal.jobs;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.ServerErrorException;

/** Knows how Flink says that it has no numbers of a vertex's back pressure yet. */
public final class NoNumbersYet {
    private NoNumbersYet() {}

    /**
     * Tells whether a failure says that. Flink from 1.20 on takes the maximum of no numbers, which
     * is its error 500.
     *
     * @param failure how the question ended
     * @return whether to ask again in some seconds
     */
    public static boolean isMeantBy(FlinkRestException failure) {
        return failure instanceof ServerErrorException error
                && error.serverStackTrace().contains("No value present");
    }
}
