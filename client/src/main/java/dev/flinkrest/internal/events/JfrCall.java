package dev.flinkrest.internal.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * Is what the events of a call have in common: what was asked, of whom, and whether for the first
 * time. Not safe for use by many threads.
 */
@Category("Flink REST Client")
@StackTrace(false)
public abstract class JfrCall extends Event {
    /** Method and path template. */
    @Label("Operation")
    @Description("Method and path as Flink's documentation has them, e.g. GET /jobs/:jobid")
    public @Nullable String operation;

    /** Path and query as they travelled. */
    @Label("Target")
    @Description("Path and query as they travelled, without the path prefix of the server")
    public @Nullable String target;

    /** The server's URL. */
    @Label("Server")
    @Description("URL of the server that was asked")
    public @Nullable String server;

    /** 1 for the first request of a call, 2 for its first repetition. */
    @Label("Attempt")
    @Description("1 for the first request of a call, 2 for its first repetition")
    public int attempt;

    /** What the requests of one call share; null unless the client was built with request ids. */
    @Label("Request Id")
    @Description("Id that the requests of one call share, if the client sends any")
    public @Nullable String requestId;

    /** Makes an event; records nothing yet. */
    JfrCall() {}
}
