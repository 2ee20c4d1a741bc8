package dev.flinkrest.error;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Is thrown when the server, or a proxy before it, answered with an error. The message is short;
 * what the server said in full is there when asked for.
 */
public sealed class ServerErrorException extends FlinkRestException
        permits ConflictException, NotFoundException, SqlStatementException, UnavailableException {
    private static final long serialVersionUID = 1;

    private final String target;
    private final int status;
    private final String[] messages;
    private final String headline;
    private final @Nullable String exceptionClass;
    private final String stackTraceText;

    ServerErrorException(String operation, String target, int status, ErrorReply reply) {
        this(operation, target, status, reply, true);
    }

    ServerErrorException(
            String operation, String target, int status, ErrorReply reply, boolean maybeSent) {
        this(operation, target, status, reply, maybeSent, reply.message(operation, target, status));
    }

    ServerErrorException(
            String operation, String target, int status, ErrorReply reply, String message) {
        this(operation, target, status, reply, true, message);
    }

    private ServerErrorException(
            String operation,
            String target,
            int status,
            ErrorReply reply,
            boolean maybeSent,
            String message) {
        super(operation, maybeSent, message, null);
        this.target = target;
        this.status = status;
        this.messages = reply.messages().toArray(String[]::new);
        this.headline = reply.headline();
        this.exceptionClass = reply.exceptionClass();
        this.stackTraceText = reply.stackTrace();
    }

    /**
     * Makes the exception that fits an error reply.
     *
     * @param operation method and path template
     * @param target path and query as they travelled
     * @param status the HTTP status
     * @param headers the reply's headers
     * @param body the reply's body
     * @return this class or the subclass that fits
     */
    public static ServerErrorException of(
            String operation,
            String target,
            int status,
            Map<String, List<String>> headers,
            byte[] body) {
        ErrorReply reply = ErrorReply.read(status, headers, body);
        if (status == 404 || reply.meansNotFound()) {
            return new NotFoundException(operation, target, status, reply);
        }
        if (status == 409 || reply.meansConflict()) {
            return new ConflictException(operation, target, status, reply);
        }
        UnavailableException.Reason reason = reply.unavailable(status);
        if (reason != null) {
            return new UnavailableException(operation, target, status, reply, reason);
        }
        SqlFailure failure = SqlFailure.of(reply);
        return failure == null
                ? new ServerErrorException(operation, target, status, reply)
                : new SqlStatementException(operation, target, status, reply, failure);
    }

    /**
     * Returns the HTTP status.
     *
     * @return for example 404; some of Flink's are surprising, such as 500 for an unknown task
     *     manager
     */
    public int status() {
        return status;
    }

    /**
     * Returns what was asked for.
     *
     * @return path and query as they travelled
     */
    public String target() {
        return target;
    }

    /**
     * Returns the server's messages as they came, whole stack traces among them.
     *
     * @return the entries of {@code errors}; the page's text if a proxy answered
     */
    public List<String> messages() {
        return List.of(messages);
    }

    /**
     * Returns what the server said, in one line and without the exception's class.
     *
     * @return one line; empty if the reply had no body
     */
    public String headline() {
        return headline;
    }

    /**
     * Returns the class of the outermost exception on the server.
     *
     * @return a class name, or null if the server did not name one
     */
    public @Nullable String exceptionClass() {
        return exceptionClass;
    }

    /**
     * Returns the server's stack trace.
     *
     * @return several KB of text; empty if the server sent none
     */
    public String serverStackTrace() {
        return stackTraceText;
    }
}
