package dev.flinkrest.embedded.child;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.taskexecutor.TaskExecutorResourceUtils;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;

/** Runs a task manager. Compiled against Flink 1.13, it runs with every Flink up to 2.3. */
public final class TaskManagerChild extends ChildJvm {

    private TaskManagerChild() {}

    /**
     * Runs the task manager.
     *
     * @param args the file with Flink's configuration
     */
    public static void main(String[] args) {
        new TaskManagerChild().run(args);
    }

    /**
     * Starts the task manager. It is not there for jobs before it has found the JobManager that
     * leads, which that one can tell.
     *
     * @return what only stands for it: it has no REST API
     */
    @Override
    URI start(Map<String, String> configuration, List<String> arguments) {
        // memory as in a MiniCluster: without this, each part of it must be configured
        Configuration flink =
                TaskExecutorResourceUtils.adjustForLocalExecution(
                        Configuration.fromMap(configuration));
        // ends this JVM when it ends
        new Thread(() -> TaskManagerRunner.runTaskManagerProcessSecurely(flink), "task-manager")
                .start();
        return URI.create("taskmanager://" + configuration.get("taskmanager.host"));
    }
}
