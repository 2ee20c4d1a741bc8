package dev.flinkrest.testkit;

/** Names what a {@link FaultProxy} does to one request and its reply. */
public enum Fault {
    /** Nothing: request and reply are passed on. */
    NONE(End.NONE),

    /** The request is passed on, and its reply late. */
    DELAY(End.NONE),

    /** The connection is closed before the server has seen anything of the request. */
    CUT_BEFORE_REQUEST(Place.BEFORE_REQUEST, End.CLOSE),

    /** The connection is reset before the server has seen anything of the request. */
    RESET_BEFORE_REQUEST(Place.BEFORE_REQUEST, End.RESET),

    /**
     * The request is passed on whole, and the connection closed at once, while the server works.
     */
    CUT_AFTER_REQUEST(Place.AFTER_REQUEST, End.CLOSE),

    /** The request is passed on whole, and the connection reset at once, while the server works. */
    RESET_AFTER_REQUEST(Place.AFTER_REQUEST, End.RESET),

    /** The connection is closed when the server has answered, and the reply dropped. */
    CUT_BEFORE_REPLY(Place.AFTER_REPLY, End.CLOSE),

    /**
     * The connection is closed after the first half of the reply, which may end within its head.
     */
    CUT_IN_REPLY(End.CLOSE),

    /** The connection is reset after the first half of the reply, which may end within its head. */
    RESET_IN_REPLY(End.RESET),

    /**
     * The request is passed on; the connection is closed after the reply's whole head and the first
     * half of its body. Where the body is empty, the head promises a byte.
     */
    CUT_IN_BODY(End.CLOSE),

    /**
     * The request is passed on; of the reply's body only the first half comes, and the head says
     * that this is all, so that the message is whole and its JSON is not.
     */
    TRUNCATED_JSON(End.NONE),

    /**
     * The request is passed on; the reply's whole body comes, but the head promises more, and the
     * connection is closed.
     */
    WRONG_LENGTH(End.CLOSE),

    /**
     * The request is passed on; the reply comes in chunks, and where the second one should say its
     * size there is no number. Then the connection is closed.
     */
    BROKEN_CHUNK(End.CLOSE),

    /**
     * The request is passed on; the reply comes whole, from its first byte on one byte a second.
     */
    TRICKLE(End.NONE),

    /** The request is passed on; status 200 comes without a body instead of the server's reply. */
    EMPTY_OK(true, "200 OK\r\nContent-Type: application/json; charset=UTF-8", ""),

    /**
     * The request is passed on; status 200 comes with a web page, such as one to log in, instead of
     * the server's reply.
     */
    HTML_OK(
            true,
            "200 OK\r\nContent-Type: text/html",
            "<html><head><title>Log in</title></head></html>\n"),

    /**
     * The request is not passed on; status 502 comes with a web page, as from a proxy that finds no
     * server behind it.
     */
    HTML_BAD_GATEWAY(
            false,
            "502 Bad Gateway\r\nContent-Type: text/html",
            "<html><head><title>502 Bad Gateway</title></head></html>\n"),

    /**
     * The request is not passed on; status 503 comes with what Flink says while its JobManagers
     * elect a leader.
     */
    SERVICE_UNAVAILABLE(
            false,
            "503 Service Unavailable\r\nContent-Type: application/json; charset=UTF-8",
            "{\"errors\":[\"Service temporarily unavailable due to an ongoing leader election."
                    + " Please refresh.\"]}"),

    /**
     * The request is not passed on; status 429 comes, whose {@code Retry-After} allows another try
     * a second later.
     */
    TOO_MANY_REQUESTS(
            false,
            "429 Too Many Requests\r\nRetry-After: 1\r\nContent-Type: text/plain",
            "Too many requests\n");

    /** How far request and reply come before it strikes. */
    enum Place {
        BEFORE_REQUEST,
        INSTEAD_OF_REQUEST,
        AFTER_REQUEST,
        AFTER_REPLY
    }

    /** What then becomes of the connection. */
    enum End {
        NONE,
        CLOSE,
        RESET
    }

    private final Place place;
    private final End end;
    private final String ownHead;
    private final String ownBody;

    /** Does something to the reply. */
    Fault(End end) {
        this(Place.AFTER_REPLY, end);
    }

    Fault(Place place, End end) {
        this(place, end, "", "");
    }

    /** Puts another reply in the place of the server's. */
    Fault(boolean passesOn, String head, String body) {
        this(passesOn ? Place.AFTER_REPLY : Place.INSTEAD_OF_REQUEST, End.NONE, head, body);
    }

    Fault(Place place, End end, String ownHead, String ownBody) {
        this.place = place;
        this.end = end;
        this.ownHead = ownHead;
        this.ownBody = ownBody;
    }

    /**
     * Tells whether the server gets the request, and so may act on it.
     *
     * @return false if the server never sees anything of it
     */
    public boolean reachesServer() {
        return place == Place.AFTER_REQUEST || place == Place.AFTER_REPLY;
    }

    Place place() {
        return place;
    }

    End end() {
        return end;
    }

    /** Returns the reply that comes in the place of the server's; nothing if there is none. */
    byte[] ownReply() {
        return ownHead.isEmpty() ? new byte[0] : Reply.of(ownHead, ownBody);
    }
}
