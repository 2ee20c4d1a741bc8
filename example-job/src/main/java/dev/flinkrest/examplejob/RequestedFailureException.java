package dev.flinkrest.examplejob;

/** Says that a record failed because {@code --fail-at} asked it to. */
final class RequestedFailureException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RequestedFailureException(String message) {
        super(message);
    }
}
