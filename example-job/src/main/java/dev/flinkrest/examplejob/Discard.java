package dev.flinkrest.examplejob;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Drops every record. Stands where a sink would. */
final class Discard extends ProcessFunction<Long, Long> {

    private static final long serialVersionUID = 1;

    @Override
    public void processElement(Long count, Context context, Collector<Long> out) {
        // Nothing is passed on.
    }
}
