package dev.flinkrest.rest;

/** Names the HTTP methods that Flink's REST API uses. */
public enum HttpMethod {
    /** Reads, and changes nothing. */
    GET(true),
    /** Submits or triggers. */
    POST(false),
    /** Replaces. */
    PUT(false),
    /** Changes a part. */
    PATCH(false),
    /** Removes. */
    DELETE(false);

    private final boolean readOnly;

    HttpMethod(boolean readOnly) {
        this.readOnly = readOnly;
    }

    /**
     * Tells whether a call with this method changes nothing on the server, so that it can be
     * repeated at will.
     *
     * @return true for GET
     */
    public boolean readOnly() {
        return readOnly;
    }
}
