package dev.flinkrest.examplejob;

import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.accumulators.IntCounter;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts the numbers per key, in keyed state, and passes the running count on. Beside it the
 * subtask's total is kept in operator state, whose parts Flink deals out anew when the parallelism
 * changes: over all subtasks, the total stays what it was. Everything is set up in {@link
 * #initializeState}, as {@code open(Configuration)} is gone in Flink 2.0.
 */
final class CountPerKey extends KeyedProcessFunction<Long, Long, Long>
        implements CheckpointedFunction {

    private static final long serialVersionUID = 1;

    private final Arguments arguments;

    /** Set by initializeState, which Flink calls before anything else. */
    private transient Subtask subtask;

    CountPerKey(Arguments arguments) {
        this.arguments = arguments;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        subtask = new Subtask(getRuntimeContext(), context);
        if (subtask.scope.isFirstSubtask()) {
            ListAccumulator<String> received = new ListAccumulator<>();
            List<String> all = arguments.all();
            for (int i = 0; i < all.size(); i++) {
                received.add(i + "=" + all.get(i));
            }
            getRuntimeContext().addAccumulator("arguments", received);
            if (!arguments.startsTo().isEmpty()) {
                Files.createTempFile(Paths.get(arguments.startsTo()), arguments.name() + " ", "");
            }
        }
    }

    @Override
    public void processElement(Long number, Context context, Collector<Long> out) throws Exception {
        if (subtask.comesTo(arguments.failAt())
                && (arguments.failAlways() || subtask.scope.isFirstAttempt())) {
            throw new RequestedFailureException(
                    "Record " + arguments.failAt() + " fails, as --fail-at asked it to");
        }
        out.collect(subtask.count());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        subtask.snapshot();
    }

    /** Holds what one running subtask has: none of it travels with the function. */
    private static final class Subtask {

        private final TaskScope scope;
        private final ValueState<Long> keyCount;
        private final ListState<Long> totals;
        private final AtomicLong total;
        private final IntCounter records = new IntCounter();

        Subtask(RuntimeContext runtime, FunctionInitializationContext context) throws Exception {
            scope = TaskScope.of(runtime);
            keyCount =
                    context.getKeyedStateStore()
                            .getState(new ValueStateDescriptor<>("count", Long.class));
            totals =
                    context.getOperatorStateStore()
                            .getListState(new ListStateDescriptor<>("total", Long.class));
            long restored = 0;
            for (long part : totals.get()) {
                restored += part;
            }
            total = new AtomicLong(restored);
            publish(scope.metrics(), restored, total);
            runtime.addAccumulator("records", records);
        }

        private static void publish(MetricGroup metrics, long restored, AtomicLong total) {
            Gauge<Long> restoredCount = () -> restored;
            Gauge<Long> totalCount = total::get;
            metrics.gauge("restoredCount", restoredCount);
            metrics.gauge("totalCount", totalCount);
        }

        /** Returns whether this is subtask 0 and the next record is the one of that number. */
        boolean comesTo(long number) {
            return scope.isFirstSubtask() && total.get() + 1 == number;
        }

        /** Counts one record of the current key, and returns how many that key has had. */
        long count() throws Exception {
            Long before = keyCount.value();
            long count = before == null ? 1 : before + 1;
            keyCount.update(count);
            total.incrementAndGet();
            records.add(1);
            return count;
        }

        void snapshot() throws Exception {
            totals.clear();
            totals.add(total.get());
        }
    }
}
