package dev.flinkrest.error;

import org.jspecify.annotations.Nullable;

/** Is thrown when a reply came whole but is not what the operation answers with. */
public final class DecodingException extends FlinkRestException {
    private static final long serialVersionUID = 1;

    private final String path;

    /**
     * Makes the exception.
     *
     * @param operation what was being done
     * @param path where in the reply, as a JSON path; {@code $} for the reply as a whole
     * @param message what does not fit
     * @param cause the underlying failure, or null
     */
    public DecodingException(
            String operation, String path, String message, @Nullable Throwable cause) {
        super(
                operation,
                true,
                operation + ": the reply cannot be read at " + path + ": " + message,
                cause);
        this.path = path;
    }

    /**
     * Returns where decoding failed.
     *
     * @return a JSON path such as {@code $.jobs[3].jid}; {@code $} for the reply as a whole
     */
    public String path() {
        return path;
    }
}
