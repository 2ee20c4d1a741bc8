package dev.flinkrest.testkit;

/** Names what a {@link FaultProxy} does to one request and its reply. */
public enum Fault {
    /** Nothing: request and reply are passed on. */
    NONE,

    /** The request is passed on, and its reply late. */
    DELAY,

    /** The connection is closed before the server has seen anything of the request. */
    CUT_BEFORE_REQUEST,

    /** The connection is reset before the server has seen anything of the request. */
    RESET_BEFORE_REQUEST,

    /**
     * The request is passed on whole, and the connection closed at once, while the server works.
     */
    CUT_AFTER_REQUEST,

    /** The request is passed on whole, and the connection reset at once, while the server works. */
    RESET_AFTER_REQUEST,

    /** The connection is closed when the server has answered, and the reply dropped. */
    CUT_BEFORE_REPLY,

    /** The connection is closed after the first half of the reply. */
    CUT_IN_REPLY,

    /** The connection is reset after the first half of the reply. */
    RESET_IN_REPLY;

    boolean beforeRequest() {
        return this == CUT_BEFORE_REQUEST || this == RESET_BEFORE_REQUEST;
    }

    boolean afterRequest() {
        return this == CUT_AFTER_REQUEST || this == RESET_AFTER_REQUEST;
    }

    boolean inReply() {
        return this == CUT_IN_REPLY || this == RESET_IN_REPLY;
    }

    boolean resets() {
        return this == RESET_BEFORE_REQUEST
                || this == RESET_AFTER_REQUEST
                || this == RESET_IN_REPLY;
    }
}
