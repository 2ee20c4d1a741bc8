package dev.flinkrest.internal.events;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** Is one request to one server. Not safe for use by many threads. */
@Name("flinkrest.Request")
@Label("Request")
@Description(
        "One request to one server, from before its connection was found to the end of its reply")
public final class JfrRequest extends JfrCall {
    /** The reply's status; 0 if none came. */
    @Label("Status")
    @Description("HTTP status of the reply, 0 if there was none")
    public int status;

    /** Until the head of the reply came; 0 if none came. */
    @Label("Time to Reply")
    @Description("Until the head of the reply was there; the rest is its body and decoding")
    @Timespan(Timespan.NANOSECONDS)
    public long untilReply;

    /** How long the request's body is. */
    @Label("Bytes Sent")
    @Description("Length of the request's body")
    @DataAmount
    public long bytesSent;

    /** How much of the reply's body was read. */
    @Label("Bytes Received")
    @Description(
            "How much of the reply's body was read; of a reply that is handed out while it arrives,"
                    + " nothing")
    @DataAmount
    public long bytesReceived;

    /** Class and message; null if it did not fail. */
    @Label("Failure")
    @Description(
            "What went wrong, if anything did: the exception, never with what a header or a body"
                    + " holds")
    public @Nullable String failure;
}
