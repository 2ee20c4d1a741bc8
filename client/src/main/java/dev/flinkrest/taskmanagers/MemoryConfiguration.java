package dev.flinkrest.taskmanagers;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Describes how the memory of a task manager is divided, in bytes. {@code GET /taskmanagers},
 * {@code GET /taskmanagers/:taskmanagerid}. Immutable and safe for use by many threads.
 *
 * @param frameworkHeap heap for Flink itself, in bytes; null if the server does not know
 * @param taskHeap heap for tasks, in bytes; null if the server does not know
 * @param frameworkOffHeap memory outside of the heap for Flink itself, in bytes; null if the server
 *     does not know
 * @param taskOffHeap memory outside of the heap for tasks, in bytes; null if the server does not
 *     know
 * @param networkMemory memory for network buffers, in bytes; null if the server does not know
 * @param managedMemory memory that Flink manages, in bytes; null if the server does not know
 * @param jvmMetaspace memory for classes, in bytes; null if the server does not know
 * @param jvmOverhead memory for everything else that the JVM needs, in bytes; null if the server
 *     does not know
 * @param totalFlinkMemory all of it, metaspace and overhead left out, in bytes; null if the server
 *     does not know
 * @param totalProcessMemory all of it, in bytes; null if the server does not know
 */
public record MemoryConfiguration(
        @JsonProperty("frameworkHeap") @Nullable Long frameworkHeap,
        @JsonProperty("taskHeap") @Nullable Long taskHeap,
        @JsonProperty("frameworkOffHeap") @Nullable Long frameworkOffHeap,
        @JsonProperty("taskOffHeap") @Nullable Long taskOffHeap,
        @JsonProperty("networkMemory") @Nullable Long networkMemory,
        @JsonProperty("managedMemory") @Nullable Long managedMemory,
        @JsonProperty("jvmMetaspace") @Nullable Long jvmMetaspace,
        @JsonProperty("jvmOverhead") @Nullable Long jvmOverhead,
        @JsonProperty("totalFlinkMemory") @Nullable Long totalFlinkMemory,
        @JsonProperty("totalProcessMemory") @Nullable Long totalProcessMemory) {}
