package dev.flinkrest.taskmanagers;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures the JVM and the network of a task manager. {@code GET /taskmanagers/:taskmanagerid}.
 * Immutable and safe for use by many threads.
 *
 * @param heapUsed heap that is used, in bytes
 * @param heapCommitted heap that the JVM has, in bytes
 * @param heapMax heap that the JVM may have, in bytes
 * @param nonHeapUsed other JVM memory that is used, in bytes
 * @param nonHeapCommitted other JVM memory that it has, in bytes
 * @param nonHeapMax other JVM memory that it may have, in bytes; -1 if there is no limit
 * @param directCount how many direct buffers there are
 * @param directUsed direct buffers that are used, in bytes
 * @param directMax direct buffers in all, in bytes
 * @param mappedCount how many mapped buffers there are
 * @param mappedUsed mapped buffers that are used, in bytes
 * @param mappedMax mapped buffers in all, in bytes
 * @param memorySegmentsAvailable how many network buffers are free; until Flink 1.20, null from 2.0
 *     on
 * @param memorySegmentsTotal how many network buffers there are; until Flink 1.20, null from 2.0 on
 * @param nettyShuffleMemorySegmentsAvailable how many network buffers are free
 * @param nettyShuffleMemorySegmentsUsed how many network buffers are used
 * @param nettyShuffleMemorySegmentsTotal how many network buffers there are
 * @param nettyShuffleMemoryAvailable network buffers that are free, in bytes
 * @param nettyShuffleMemoryUsed network buffers that are used, in bytes
 * @param nettyShuffleMemoryTotal network buffers in all, in bytes
 * @param garbageCollectors the garbage collectors
 */
public record TaskManagerMetrics(
        @JsonProperty("heapUsed") long heapUsed,
        @JsonProperty("heapCommitted") long heapCommitted,
        @JsonProperty("heapMax") long heapMax,
        @JsonProperty("nonHeapUsed") long nonHeapUsed,
        @JsonProperty("nonHeapCommitted") long nonHeapCommitted,
        @JsonProperty("nonHeapMax") long nonHeapMax,
        @JsonProperty("directCount") long directCount,
        @JsonProperty("directUsed") long directUsed,
        @JsonProperty("directMax") long directMax,
        @JsonProperty("mappedCount") long mappedCount,
        @JsonProperty("mappedUsed") long mappedUsed,
        @JsonProperty("mappedMax") long mappedMax,
        @JsonProperty("memorySegmentsAvailable") @Nullable Long memorySegmentsAvailable,
        @JsonProperty("memorySegmentsTotal") @Nullable Long memorySegmentsTotal,
        @JsonProperty("nettyShuffleMemorySegmentsAvailable")
                long nettyShuffleMemorySegmentsAvailable,
        @JsonProperty("nettyShuffleMemorySegmentsUsed") long nettyShuffleMemorySegmentsUsed,
        @JsonProperty("nettyShuffleMemorySegmentsTotal") long nettyShuffleMemorySegmentsTotal,
        @JsonProperty("nettyShuffleMemoryAvailable") long nettyShuffleMemoryAvailable,
        @JsonProperty("nettyShuffleMemoryUsed") long nettyShuffleMemoryUsed,
        @JsonProperty("nettyShuffleMemoryTotal") long nettyShuffleMemoryTotal,
        @JsonProperty("garbageCollectors") List<GarbageCollector> garbageCollectors) {

    /** Copies the list; null becomes empty. */
    public TaskManagerMetrics {
        garbageCollectors = Immutable.list(garbageCollectors);
    }

    /**
     * Measures one garbage collector. Immutable and safe for use by many threads.
     *
     * @param name its name, for example {@code G1 Young Generation}; {@code All} for all together,
     *     which 1.20 and later have and 1.18 has not
     * @param count how often it ran
     * @param time how long it ran, in milliseconds
     */
    public record GarbageCollector(
            @JsonProperty("name") String name,
            @JsonProperty("count") long count,
            @JsonProperty("time") long time) {}
}
