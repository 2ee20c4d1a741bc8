package dev.flinkrest.examplejob;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;

/**
 * Slows another reader down to a steady rate. It never blocks Flink's task thread, however low the
 * rate: between two records it says that it is not available, so that checkpoints, stops and
 * cancellations go on at once. To be used by the task thread alone, as Flink does.
 *
 * @param <T> what is read
 * @param <S> the kind of split
 */
@SuppressWarnings("try") // the signature of close() is Flink's: an interruption must get through
final class ThrottledReader<T, S extends SourceSplit> implements SourceReader<T, S> {

    /** How much of lost time (a pause of the JVM, back pressure) is made up for. */
    private static final long LAG_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final SourceReader<T, S> reader;
    private final long nanosPerRecord;
    private final ScheduledExecutorService timer;
    private long next = System.nanoTime();
    private CompletableFuture<Void> due = CompletableFuture.completedFuture(null);

    ThrottledReader(SourceReader<T, S> reader, long nanosPerRecord) {
        this.reader = reader;
        this.nanosPerRecord = nanosPerRecord;
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread thread = new Thread(task, "example-job-rate");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
        long now = System.nanoTime();
        if (now - next < 0) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        InputStatus status = reader.pollNext(output);
        if (status == InputStatus.MORE_AVAILABLE) {
            next += nanosPerRecord;
            if (now - next > LAG_NANOS) {
                next = now - LAG_NANOS;
            }
        }
        return status;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        CompletableFuture<Void> available = reader.isAvailable();
        if (!available.isDone()) {
            return available;
        }
        long wait = next - System.nanoTime();
        if (wait <= 0) {
            return available;
        }
        if (due.isDone()) {
            CompletableFuture<Void> future = new CompletableFuture<>();
            Future<?> unused =
                    timer.schedule(() -> future.complete(null), wait, TimeUnit.NANOSECONDS);
            due = future;
        }
        return due;
    }

    @Override
    public List<S> snapshotState(long checkpointId) {
        return reader.snapshotState(checkpointId);
    }

    @Override
    public void addSplits(List<S> splits) {
        reader.addSplits(splits);
    }

    @Override
    public void notifyNoMoreSplits() {
        reader.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        reader.handleSourceEvents(event);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        reader.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void close() throws Exception {
        timer.shutdownNow();
        reader.close();
    }
}
