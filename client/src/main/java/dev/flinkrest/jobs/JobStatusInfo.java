package dev.flinkrest.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Tells a job's state. {@code GET /jobs/:jobid/status}. Immutable and safe for use by many threads.
 *
 * @param status the state
 */
public record JobStatusInfo(@JsonProperty(value = "status", required = true) JobStatus status) {}
