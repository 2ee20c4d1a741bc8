package dev.flinkrest.sql;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Tells where a script went. {@code POST /:version/sessions/:session_handle/scripts}; Flink 2.0 and
 * later. Immutable and safe for use by many threads.
 *
 * @param clusterId the application cluster's name, for example a YARN application id
 */
public record ScriptReply(@JsonProperty("clusterID") String clusterId) {}
