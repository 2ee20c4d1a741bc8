package dev.flinkrest.examplejob;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Drops every record, at once or after a while. Stands where a sink would. */
final class Discard extends ProcessFunction<Long, Long> {

    private static final long serialVersionUID = 1;

    private final int delay;

    /**
     * Creates the function.
     *
     * @param delay how long each record takes, in milliseconds
     */
    Discard(int delay) {
        this.delay = delay;
    }

    @Override
    public void processElement(Long count, Context context, Collector<Long> out)
            throws InterruptedException {
        if (delay > 0) {
            Thread.sleep(delay);
        }
    }
}
