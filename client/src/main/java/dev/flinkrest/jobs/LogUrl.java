package dev.flinkrest.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Tells where logs can be looked at. {@code GET /jobs/:jobid/jobmanager/log-url}, {@code GET
 * /jobs/:jobid/taskmanagers/:taskmanagerid/log-url}. Immutable and safe for use by many threads.
 *
 * @param url the address, mostly of a page for people
 */
public record LogUrl(@JsonProperty("url") String url) {}
