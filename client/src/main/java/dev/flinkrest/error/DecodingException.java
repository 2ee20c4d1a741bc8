package dev.flinkrest.error;

import java.util.Locale;
import java.util.Map;
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
                operation
                        + ": the reply cannot be read at "
                        + Texts.line(path)
                        + ": "
                        + Texts.line(message),
                cause);
        this.path = path;
    }

    /**
     * Tells by its content type whether a body is a web page, which Flink never answers with.
     *
     * @param contentType the header's value
     * @return true for HTML
     */
    public static boolean isPage(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith("text/html");
    }

    /**
     * Makes the exception for a web page that came with status 200, such as a log-in page.
     *
     * @param operation what was being done
     * @param page the page, or its beginning
     * @return the exception, which quotes the page's first line
     */
    public static DecodingException ofPage(String operation, byte[] page) {
        String line = ErrorReply.read(200, Map.of(), page).headline();
        String quoted = line.isEmpty() ? "" : ": '" + line + "'";
        return new DecodingException(
                operation,
                "$",
                "a web page came instead of what Flink answers"
                        + quoted
                        + "; is the address right, or a log-in page before it?",
                null);
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
