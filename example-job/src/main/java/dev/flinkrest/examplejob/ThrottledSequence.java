package dev.flinkrest.examplejob;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceEnumerator;

/**
 * Makes the numbers from 1 on at a steady rate. The range is cut into many more pieces than there
 * are subtasks: a job that is restored with a higher parallelism finds work for each of its
 * subtasks, and none of them is done early (before Flink 1.15 a job with a finished task takes no
 * checkpoints).
 */
final class ThrottledSequence extends NumberSequenceSource {

    private static final long serialVersionUID = 1;

    private static final int SPLITS = 128;

    private final boolean endless;
    private final long nanosPerRecord;

    /**
     * Creates the source.
     *
     * @param records how many numbers there are; 0 means no end
     * @param ratePerSubtask numbers a second, of each subtask; 0 means no limit
     */
    ThrottledSequence(long records, double ratePerSubtask) {
        super(1, records == 0 ? Long.MAX_VALUE : records);
        this.endless = records == 0;
        this.nanosPerRecord =
                ratePerSubtask == 0 ? 0 : (long) (TimeUnit.SECONDS.toNanos(1) / ratePerSubtask);
    }

    @Override
    public Boundedness getBoundedness() {
        return endless ? Boundedness.CONTINUOUS_UNBOUNDED : Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<Long, NumberSequenceSplit> createReader(SourceReaderContext context) {
        SourceReader<Long, NumberSequenceSplit> reader = super.createReader(context);
        return nanosPerRecord == 0 ? reader : new ThrottledReader<>(reader, nanosPerRecord);
    }

    @Override
    public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> createEnumerator(
            SplitEnumeratorContext<NumberSequenceSplit> context) {
        return new IteratorSourceEnumerator<>(
                context, splitNumberRange(getFrom(), getTo(), SPLITS));
    }
}
