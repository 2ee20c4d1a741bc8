package dev.flinkrest.cli.process;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Quantities;
import dev.flinkrest.cli.output.View;
import dev.flinkrest.taskmanagers.TaskManagerInfo;
import picocli.CommandLine.Command;

@Command(name = "list", description = "Lists the task managers.")
final class TaskManagerList extends CliCommand {
    private static final View<TaskManagerInfo> TASK_MANAGERS =
            View.<TaskManagerInfo>named(one -> one.id().toString())
                    .text("ID", TaskManagerInfo::id)
                    .number("SLOTS", TaskManagerInfo::slotsNumber)
                    .number("FREE", TaskManagerInfo::freeSlots)
                    .number("CORES", one -> one.hardware().cpuCores())
                    .number("MEMORY", one -> Quantities.bytes(one.hardware().physicalMemory()))
                    .column("HEARTBEAT", one -> Quantities.time(one.timeSinceLastHeartbeat()))
                    .text("PATH", TaskManagerInfo::path)
                    .onlyWide()
                    .number("MANAGED", one -> Quantities.bytes(one.hardware().managedMemory()))
                    .onlyWide()
                    .column("BLOCKED", TaskManagerInfo::blocked)
                    .onlyWide();

    @Override
    protected void run(Session session) {
        session.out()
                .list(session.flink().taskManagers().all(), TASK_MANAGERS, "No task managers.");
    }
}
