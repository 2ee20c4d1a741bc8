package dev.flinkrest.cli;

import dev.flinkrest.cli.cluster.ClusterCommands;
import dev.flinkrest.cli.context.ContextCommands;
import dev.flinkrest.cli.jar.JarCommands;
import dev.flinkrest.cli.job.JobCommands;
import dev.flinkrest.cli.operation.OperationCommands;
import dev.flinkrest.cli.process.ProcessCommands;
import java.util.List;

/**
 * Lists what there are commands for. The commands of a noun are made when they are called, so that
 * a run pays for one command and not for all.
 */
enum Noun {
    CONTEXT("context", "Name clusters, and choose one"),
    CLUSTER("cluster", "Look at the cluster, or shut it down"),
    JOB("job", "Look at jobs, make savepoints of them, stop, cancel and upgrade them"),
    JAR("jar", "Upload jars, and start the programs in them"),
    SAVEPOINT("savepoint", "Delete savepoints; 'job savepoint' makes them"),
    TM("tm", "Look at task managers: metrics, logs, threads, profiles"),
    JM("jm", "Look at the job manager: configuration, metrics, logs, threads, profiles"),
    DATASET("dataset", "Look at cached data sets, and delete them"),
    APPLICATION("application", "Look at applications, and cancel them (2.3)"),
    RESCALE("rescale", "Look at how a job was rescaled (2.3)"),
    HISTORY("history", "Look at archived jobs on a History Server"),
    OPERATION("operation", "Wait for what was triggered before");

    private final String word;
    private final String summary;

    Noun(String word, String summary) {
        this.word = word;
        this.summary = summary;
    }

    String word() {
        return word;
    }

    String summary() {
        return summary;
    }

    /** Returns the words that may follow. */
    List<String> verbs() {
        return switch (this) {
            case CONTEXT -> ContextCommands.VERBS;
            case CLUSTER -> ClusterCommands.CLUSTER_VERBS;
            case JOB -> JobCommands.VERBS;
            case JAR -> JarCommands.VERBS;
            case SAVEPOINT -> OperationCommands.SAVEPOINT_VERBS;
            case TM -> ProcessCommands.TASK_MANAGER_VERBS;
            case JM -> ProcessCommands.JOB_MANAGER_VERBS;
            case DATASET -> ClusterCommands.DATA_SET_VERBS;
            case APPLICATION -> ClusterCommands.APPLICATION_VERBS;
            case RESCALE -> JobCommands.RESCALE_VERBS;
            case HISTORY -> JobCommands.HISTORY_VERBS;
            case OPERATION -> OperationCommands.OPERATION_VERBS;
        };
    }

    /** Makes the command of a verb. */
    Object command(String verb) {
        return switch (this) {
            case CONTEXT -> ContextCommands.create(verb);
            case CLUSTER -> ClusterCommands.ofCluster(verb);
            case JOB -> JobCommands.create(verb);
            case JAR -> JarCommands.create(verb);
            case SAVEPOINT -> OperationCommands.ofSavepoint(verb);
            case TM -> ProcessCommands.ofTaskManager(verb);
            case JM -> ProcessCommands.ofJobManager(verb);
            case DATASET -> ClusterCommands.ofDataSet(verb);
            case APPLICATION -> ClusterCommands.ofApplication(verb);
            case RESCALE -> JobCommands.ofRescale(verb);
            case HISTORY -> JobCommands.ofHistory(verb);
            case OPERATION -> OperationCommands.ofOperation(verb);
        };
    }
}
