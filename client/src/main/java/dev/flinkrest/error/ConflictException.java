package dev.flinkrest.error;

/**
 * Is thrown when what was asked does not go with the state that things are in; mostly with status
 * 409, for an id that was submitted already with 400, from a SQL Gateway with 500.
 */
public final class ConflictException extends ServerErrorException {
    private static final long serialVersionUID = 1;

    ConflictException(String operation, String target, int status, ErrorReply reply) {
        super(operation, target, status, reply);
    }
}
