package dev.flinkrest.taskmanagers;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Describes the machine of a task manager. {@code GET /taskmanagers}, {@code GET
 * /taskmanagers/:taskmanagerid}. Immutable and safe for use by many threads.
 *
 * @param cpuCores how many CPU cores the JVM sees
 * @param physicalMemory the machine's memory in bytes; -1 if it is not known
 * @param freeMemory the JVM's largest heap in bytes
 * @param managedMemory memory that Flink manages, in bytes
 */
public record HardwareDescription(
        @JsonProperty("cpuCores") int cpuCores,
        @JsonProperty("physicalMemory") long physicalMemory,
        @JsonProperty("freeMemory") long freeMemory,
        @JsonProperty("managedMemory") long managedMemory) {}
