package dev.flinkrest.error;

/**
 * Is thrown when the server does not know what was asked for; mostly with status 404, sometimes
 * with 400 or 500.
 */
public final class NotFoundException extends ServerErrorException {
    private static final long serialVersionUID = 1;

    NotFoundException(String operation, String target, int status, ErrorReply reply) {
        super(operation, target, status, reply);
    }
}
