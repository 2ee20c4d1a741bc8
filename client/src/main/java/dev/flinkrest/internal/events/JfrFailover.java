package dev.flinkrest.internal.events;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** Says that another server is asked from now on. Not safe for use by many threads. */
@Name("flinkrest.Failover")
@Label("Failover")
@Description("A server did not answer as it should, and all calls ask the next one from now on")
public final class JfrFailover extends JfrCall {
    /** The URL of the server that is asked from now on. */
    @Label("Next Server")
    @Description("URL of the server that is asked from now on")
    public @Nullable String nextServer;

    /** Class and message; of the request that failed. */
    @Label("Failure")
    @Description("What went wrong: the exception, never with what a header or a body holds")
    public @Nullable String failure;
}
