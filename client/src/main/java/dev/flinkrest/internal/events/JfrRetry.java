package dev.flinkrest.internal.events;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** Says that a request is about to be sent again. Not safe for use by many threads. */
@Name("flinkrest.Retry")
@Label("Retry")
@Description("A request that failed is about to be sent again, to the same server or another")
public final class JfrRetry extends JfrCall {
    /** How long the client waits before. */
    @Label("Pause")
    @Description("How long the client waits before it sends the request again")
    @Timespan(Timespan.NANOSECONDS)
    public long pause;

    /** Class and message; of the request that failed. */
    @Label("Failure")
    @Description("What went wrong: the exception, never with what a header or a body holds")
    public @Nullable String failure;
}
