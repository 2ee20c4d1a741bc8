package dev.flinkrest.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Holds the plan of a job. {@code GET /jobs/:jobid/plan}, {@code POST /jars/:jarid/plan}. Immutable
 * and safe for use by many threads.
 *
 * @param plan the plan
 */
public record JobPlanReply(@JsonProperty("plan") JobPlan plan) {}
