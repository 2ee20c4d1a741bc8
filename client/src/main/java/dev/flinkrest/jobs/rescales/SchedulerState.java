package dev.flinkrest.jobs.rescales;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Describes one state that the scheduler went through during a rescale. {@code GET
 * /jobs/:jobid/rescales/details/:rescaleuuid}. Immutable and safe for use by many threads.
 *
 * @param state its name, for example {@code WaitingForResources}
 * @param enterTimestamp when the scheduler entered it, in milliseconds since 1970; null if the
 *     server does not tell
 * @param leaveTimestamp when the scheduler left it, in milliseconds since 1970; null as long as it
 *     has not
 * @param duration how long it lasted, in milliseconds; null as long as it lasts
 * @param stringifiedException what was thrown in it, as text; null if nothing was
 */
public record SchedulerState(
        @JsonProperty("state") String state,
        @JsonProperty("enterTimestampInMillis") @Nullable Long enterTimestamp,
        @JsonProperty("leaveTimestampInMillis") @Nullable Long leaveTimestamp,
        @JsonProperty("durationInMillis") @Nullable Long duration,
        @JsonProperty("stringifiedException") @Nullable String stringifiedException) {}
