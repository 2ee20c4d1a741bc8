package dev.flinkrest.cli.output;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Ends a command whose results cannot be written any more. That nobody reads them is no failure;
 * that there is no room for them is.
 */
public final class OutputEndedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean isFailure;

    OutputEndedException(@Nullable IOException failure) {
        super(
                failure == null
                        ? "standard output is not read any more"
                        : "standard output cannot be written: " + failure.getMessage(),
                failure,
                false,
                false);
        this.isFailure = failure != null;
    }

    /**
     * Tells whether results were lost that somebody wanted.
     *
     * @return false if nobody reads them, as after {@code head}
     */
    public boolean isFailure() {
        return isFailure;
    }
}
