package dev.flinkrest.taskmanagers;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.cluster.ResourceProfile;
import dev.flinkrest.id.TaskManagerId;
import org.jspecify.annotations.Nullable;

/**
 * Describes one task manager in short. {@code GET /taskmanagers}. Immutable and safe for use by
 * many threads.
 *
 * @param id the task manager
 * @param path its address for the job manager
 * @param dataPort the port for data; -1 if there is none
 * @param jmxPort the port for JMX; -1 if there is none
 * @param timeSinceLastHeartbeat when it was heard of last, in milliseconds since 1970, whatever
 *     Flink's name for it says
 * @param slotsNumber how many slots it has
 * @param freeSlots how many slots are free
 * @param assignedTasks how many tasks it runs; null before Flink 2.3
 * @param totalResource what it has
 * @param freeResource what is free
 * @param hardware its machine
 * @param memoryConfiguration how its memory is divided
 * @param blocked true if the task manager takes no new tasks; null if it does, and before Flink
 *     1.16
 */
public record TaskManagerInfo(
        @JsonProperty("id") TaskManagerId id,
        @JsonProperty("path") String path,
        @JsonProperty("dataPort") int dataPort,
        @JsonProperty("jmxPort") int jmxPort,
        @JsonProperty("timeSinceLastHeartbeat") long timeSinceLastHeartbeat,
        @JsonProperty("slotsNumber") int slotsNumber,
        @JsonProperty("freeSlots") int freeSlots,
        @JsonProperty("assignedTasks") @Nullable Integer assignedTasks,
        @JsonProperty("totalResource") ResourceProfile totalResource,
        @JsonProperty("freeResource") ResourceProfile freeResource,
        @JsonProperty("hardware") HardwareDescription hardware,
        @JsonProperty("memoryConfiguration") MemoryConfiguration memoryConfiguration,
        @JsonProperty("blocked") @Nullable Boolean blocked) {}
