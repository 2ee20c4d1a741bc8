package dev.flinkrest.error;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Describes an exception that was thrown on the server, as Flink writes it into replies. Immutable
 * and safe for use by many threads.
 *
 * @param className the exception's class, for example {@code
 *     java.util.concurrent.CompletionException}; null if the server did not say
 * @param stackTrace the stack trace as text, causes included; null if the server did not say
 * @param serializedThrowable the Java-serialised exception in Base64, which this library never
 *     deserialises; null if the server did not send it
 */
public record SerializedThrowable(
        @JsonProperty("class") @Nullable String className,
        @JsonProperty("stack-trace") @Nullable String stackTrace,
        @JsonProperty("serialized-throwable") @Nullable String serializedThrowable)
        implements Serializable {

    /**
     * Returns the first line of the stack trace: the exception's class and message.
     *
     * @return one line; the class name, or an empty text, if there is no stack trace
     */
    public String headline() {
        return StackTraces.headline(stackTrace, className);
    }

    /**
     * Returns the message of the innermost cause that the stack trace names, which is most often
     * the reason.
     *
     * @return one line, without the exception's class; empty if there is none
     */
    public String rootCause() {
        return StackTraces.rootCause(stackTrace);
    }

    /**
     * Returns the class of the innermost cause that the stack trace names.
     *
     * @return the class, without its message; null if there is no stack trace, or it begins with
     *     none
     */
    public @Nullable String rootCauseClass() {
        return StackTraces.rootCauseClass(stackTrace);
    }

    /**
     * Returns the Java-serialised exception as bytes, which this library never deserialises: they
     * are the server's, and may name any class.
     *
     * @return a new array; empty if the server did not send it
     * @throws IllegalArgumentException if what the server sent is no Base64
     */
    public byte[] serializedBytes() {
        return serializedThrowable == null
                ? new byte[0]
                : Base64.getDecoder().decode(serializedThrowable);
    }
}
