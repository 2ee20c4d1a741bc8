package dev.flinkrest.embedded;

import org.jspecify.annotations.Nullable;

/**
 * Says that an embedded Flink cannot be had: its jars cannot be resolved, or its JVM does not
 * start. The message holds what is needed to mend it, such as the last lines of Flink's log.
 * Immutable, so safe for use by several threads.
 */
public final class EmbeddedFlinkException extends RuntimeException {

    private static final long serialVersionUID = 1;

    EmbeddedFlinkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
