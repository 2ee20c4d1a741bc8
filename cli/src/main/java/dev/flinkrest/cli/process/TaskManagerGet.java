package dev.flinkrest.cli.process;

import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Quantities;
import dev.flinkrest.cli.output.Sheet;
import dev.flinkrest.cli.output.View;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.taskmanagers.AllocatedSlot;
import dev.flinkrest.taskmanagers.TaskManagerDetails;
import dev.flinkrest.taskmanagers.TaskManagerMetrics;
import dev.flinkrest.taskmanagers.TaskManagerMetrics.GarbageCollector;
import dev.flinkrest.taskmanagers.TaskManagers;
import picocli.CommandLine.Command;

@Command(
        name = "get",
        description = "Shows a task manager: its slots, its memory, what runs in it.")
final class TaskManagerGet extends TaskManagerCommand {
    private static final View<AllocatedSlot> SLOTS =
            View.<AllocatedSlot>named(slot -> slot.jobId().toString())
                    .id("JOB", AllocatedSlot::jobId)
                    .number("CORES", slot -> Quantities.number(slot.resource().cpuCores()))
                    .number("TASKS", AllocatedSlot::assignedTasks);

    private static final View<GarbageCollector> COLLECTORS =
            View.named(GarbageCollector::name)
                    .column("NAME", GarbageCollector::name)
                    .number("COLLECTIONS", GarbageCollector::count)
                    .number("TIME", one -> Quantities.duration(one.time()));

    @Override
    void run(Session session, TaskManagers all, TaskManagerId id) {
        session.out().one(all.get(id), id.toString(), TaskManagerGet::sheet);
    }

    private static Sheet sheet(TaskManagerDetails one) {
        TaskManagerMetrics metrics = one.metrics();
        return new Sheet()
                .line("ID", one.id())
                .line("Path", one.path())
                .line("Data port", one.dataPort())
                .line("Slots", one.slotsNumber() + ", " + one.freeSlots() + " free")
                .line("Heartbeat", Quantities.time(one.timeSinceLastHeartbeat()))
                .line("Cores", one.hardware().cpuCores())
                .line("Memory", Quantities.bytes(one.hardware().physicalMemory()))
                .line("Heap", used(metrics.heapUsed(), metrics.heapMax()))
                .line("Non-heap", used(metrics.nonHeapUsed(), metrics.nonHeapMax()))
                .line("Direct", used(metrics.directUsed(), metrics.directMax()))
                .line("Managed", Quantities.bytes(one.hardware().managedMemory()))
                .line(
                        "Network",
                        used(metrics.nettyShuffleMemoryUsed(), metrics.nettyShuffleMemoryTotal()))
                .table("Slots in use", one.allocatedSlots(), SLOTS)
                .table("Garbage collection", metrics.garbageCollectors(), COLLECTORS);
    }

    private static String used(long used, long max) {
        return Quantities.bytes(used) + (max > 0 ? " of " + Quantities.bytes(max) : "");
    }
}
