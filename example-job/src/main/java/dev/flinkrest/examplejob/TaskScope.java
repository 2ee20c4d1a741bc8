package dev.flinkrest.examplejob;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.MetricGroup;

/**
 * Tells where a function runs, in the one way that is the same in every Flink from 1.13 to 2.3: by
 * the variables of its metric group. ({@code RuntimeContext.getAttemptNumber()} and its kin are
 * gone in 2.0, and what replaces them came in 1.19.)
 */
final class TaskScope {

    private final MetricGroup metrics;

    private TaskScope(MetricGroup metrics) {
        this.metrics = metrics;
    }

    /**
     * Reads the scope of the function that this is the context of. Flink 1.14 changed the return
     * type of {@code getMetricGroup()} to a subtype, so a call compiled against 1.13 finds no such
     * method from then on; looked up by its name it is found everywhere.
     *
     * @throws ReflectiveOperationException if the method is not there
     */
    static TaskScope of(RuntimeContext context) throws ReflectiveOperationException {
        Object metrics = RuntimeContext.class.getMethod("getMetricGroup").invoke(context);
        return new TaskScope((MetricGroup) metrics);
    }

    /** Returns the metric group of the function's operator. */
    MetricGroup metrics() {
        return metrics;
    }

    /** Returns whether this is subtask 0. */
    boolean isFirstSubtask() {
        return isZero("<subtask_index>");
    }

    /** Returns whether the task has not been restarted since the job was submitted. */
    boolean isFirstAttempt() {
        return isZero("<task_attempt_num>");
    }

    private boolean isZero(String variable) {
        String value = metrics.getAllVariables().get(variable);
        if (value == null) {
            throw new IllegalStateException(
                    "Flink gives the metric group no variable "
                            + variable
                            + ", only "
                            + metrics.getAllVariables().keySet());
        }
        return value.equals("0");
    }
}
