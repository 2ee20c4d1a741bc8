package dev.flinkrest.error;

/**
 * Is thrown when the server does not know what was asked for; mostly with status 404, sometimes
 * with 400 or 500.
 */
public final class NotFoundException extends ServerErrorException {
    private static final long serialVersionUID = 1;

    private final boolean isOperationUnknown;

    NotFoundException(String operation, String target, int status, ErrorReply reply) {
        super(operation, target, status, reply);
        this.isOperationUnknown = reply.lacksOperation(status);
    }

    /**
     * Tells whether the server does not know the operation itself: it is too old, or it has the
     * operation switched off, or the path prefix of its URL is another.
     *
     * @return false if it only does not have what was asked for, such as a job of that id
     */
    public boolean isOperationUnknown() {
        return isOperationUnknown;
    }
}
