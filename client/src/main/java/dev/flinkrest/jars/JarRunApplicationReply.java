package dev.flinkrest.jars;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.id.ApplicationId;

/**
 * Names the application that was started. {@code POST /jars/:jarid/run-application}; Flink 2.3 and
 * later. Immutable and safe for use by many threads.
 *
 * @param applicationid the application
 */
public record JarRunApplicationReply(@JsonProperty("applicationid") ApplicationId applicationid) {}
