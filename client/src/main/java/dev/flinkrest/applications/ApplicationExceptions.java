package dev.flinkrest.applications;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.id.JobId;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists what failed in an application. {@code GET /applications/:applicationid/exceptions}; Flink
 * 2.3 and later. Immutable and safe for use by many threads.
 *
 * @param exceptionHistory the exceptions
 */
public record ApplicationExceptions(
        @JsonProperty("exceptionHistory") ExceptionHistory exceptionHistory) {

    /**
     * Lists exceptions. Immutable and safe for use by many threads.
     *
     * @param entries the exceptions
     */
    public record ExceptionHistory(@JsonProperty("entries") List<Entry> entries) {

        /** Copies the list; null becomes empty. */
        public ExceptionHistory {
            entries = Immutable.list(entries);
        }
    }

    /**
     * Describes one exception. Immutable and safe for use by many threads.
     *
     * @param exceptionName its class
     * @param stacktrace its stack trace as text
     * @param timestamp when it was thrown, in milliseconds since 1970
     * @param jobId the job that threw it; null if it was the application's {@code main}
     */
    public record Entry(
            @JsonProperty("exceptionName") String exceptionName,
            @JsonProperty("stacktrace") String stacktrace,
            @JsonProperty("timestamp") long timestamp,
            @JsonProperty("jobId") @Nullable JobId jobId) {}
}
