package dev.flinkrest.internal.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** Is a wait for something that goes on at the server. Not safe for use by many threads. */
@Name("flinkrest.Operation")
@Category("Flink REST Client")
@StackTrace(false)
@Label("Operation")
@Description(
        "A wait for something that goes on at the server, such as a savepoint, with all the"
                + " requests that asked for it")
public final class JfrOperation extends Event {
    /** What was waited for. */
    @Label("Operation")
    @Description("What was waited for, e.g. savepoint of job 02b9...")
    public @Nullable String operation;

    /** How often it was asked for. */
    @Label("Questions")
    @Description("How often the server was asked")
    public int questions;

    /** Class of the failure; null if there was none. */
    @Label("Failure")
    @Description(
            "What went wrong, if anything did: the exception, never with what a header or a body"
                    + " holds")
    public @Nullable String failure;
}
