package dev.flinkrest.error;

/**
 * Is thrown when the server cannot answer at the moment, such as during a leader election; status
 * 503.
 */
public final class UnavailableException extends ServerErrorException {
    private static final long serialVersionUID = 1;

    UnavailableException(String operation, String target, int status, ErrorReply reply) {
        super(operation, target, status, reply);
    }
}
