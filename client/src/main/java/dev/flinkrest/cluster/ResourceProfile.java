package dev.flinkrest.cluster;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.internal.util.Immutable;
import java.util.Map;

/**
 * Counts resources of a task manager or of a slot. {@code GET /taskmanagers}, {@code GET
 * /taskmanagers/:taskmanagerid}. Immutable and safe for use by many threads.
 *
 * @param cpuCores how many CPU cores
 * @param taskHeapMemory heap for tasks, in mebibytes
 * @param taskOffHeapMemory memory outside of the heap for tasks, in mebibytes
 * @param managedMemory memory that Flink manages, in mebibytes
 * @param networkMemory memory for network buffers, in mebibytes
 * @param extendedResources other resources by name, for example {@code gpu}
 */
public record ResourceProfile(
        @JsonProperty("cpuCores") double cpuCores,
        @JsonProperty("taskHeapMemory") int taskHeapMemory,
        @JsonProperty("taskOffHeapMemory") int taskOffHeapMemory,
        @JsonProperty("managedMemory") int managedMemory,
        @JsonProperty("networkMemory") int networkMemory,
        @JsonProperty("extendedResources") Map<String, Double> extendedResources) {

    /** Copies the map; null becomes empty. */
    public ResourceProfile {
        extendedResources = Immutable.map(extendedResources);
    }
}
