package dev.flinkrest.sql;

import dev.flinkrest.error.ConflictException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.SqlStatementException;
import dev.flinkrest.id.JobId;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Is what a statement gives: columns, and rows that are fetched as they arrive, in pages, when they
 * are asked for. The rows can be gone through once, by one thread; {@link #cancel} and {@link
 * #close} may come from any.
 *
 * <p>Asking for the next row waits until there is one, or the end, asking the gateway at first
 * every 10 milliseconds, in the end every second. It throws {@link SqlStatementException} if the
 * statement's job fails, {@link DeadlineExceededException} when the {@code rowTimeout} of {@link
 * StatementOptions} has passed, {@link InterruptedCallException} if the thread is interrupted, and
 * other {@link FlinkRestException}s if a call fails; but for the first, asking again goes on where
 * it was, without losing or repeating a row.
 */
public final class SqlResult implements Iterable<SqlRow>, AutoCloseable {
    private static final String JOB_ID = "job id";

    private final SqlOperation operation;
    private final ResultReader reader;
    private final AtomicBoolean iterated = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    SqlResult(SqlOperation operation, ResultReader reader) {
        this.operation = operation;
        this.reader = reader;
    }

    /**
     * Returns what the rows consist of.
     *
     * @return the columns in their order
     */
    public List<Column> columns() {
        return reader.columns();
    }

    /**
     * Tells whether the result has rows of its own.
     *
     * @return the kind; null before Flink 1.17
     */
    public @Nullable ResultKind kind() {
        return reader.first().resultKind();
    }

    /**
     * Tells whether the rows come from a query, rather than from a statement such as {@code SHOW}.
     *
     * @return true for a query; false too before Flink 1.17, which does not tell
     */
    public boolean isQueryResult() {
        return Boolean.TRUE.equals(reader.first().isQueryResult());
    }

    /**
     * Returns the job that works for the statement.
     *
     * @return the job of a query or an {@code INSERT}; null for other statements, and for a query
     *     before Flink 1.17
     */
    public @Nullable JobId jobId() {
        ResultPage page = reader.first();
        ResultTable table = page.results();
        if (page.jobId() != null || table == null || table.data().size() != 1) {
            return page.jobId();
        }
        // Flink 1.16 tells it as the one row of an INSERT
        boolean isRow = columns().size() == 1 && columns().get(0).name().equals(JOB_ID);
        return isRow ? JobId.of(table.data().get(0).fields().get(0).asText()) : null;
    }

    /**
     * Returns the operation that this is the result of.
     *
     * @return the operation
     */
    public SqlOperation operation() {
        return operation;
    }

    /**
     * Goes through the rows, fetching them as they are asked for.
     *
     * @return the rows
     * @throws IllegalStateException the second time
     */
    @Override
    public Iterator<SqlRow> iterator() {
        if (iterated.getAndSet(true)) {
            throw new IllegalStateException(
                    "the rows of a result can be gone through once; run the statement again");
        }
        return reader;
    }

    /**
     * Goes through the rows, fetching them as they are asked for.
     *
     * @return the rows; closing the stream closes this result
     * @throws IllegalStateException the second time
     */
    public Stream<SqlRow> stream() {
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(
                                iterator(), Spliterator.ORDERED | Spliterator.NONNULL),
                        false)
                .onClose(this::close);
    }

    /**
     * Ends the statement, and the job of a query with it; that of an {@code INSERT} goes on. After
     * this, there are no more rows.
     *
     * @throws FlinkRestException if a call fails
     */
    public void cancel() {
        reader.end();
        try {
            operation.cancel();
        } catch (ConflictException e) {
            // Flink holds a query for finished once its job was submitted; closing ends the job
            close();
        }
    }

    /**
     * Ends the statement, and the job of a query with it, and has the gateway forget it. After
     * this, there are no more rows. Is done even if the thread is interrupted. May be called more
     * than once.
     *
     * @throws FlinkRestException if the call fails
     */
    @Override
    public void close() {
        reader.end();
        if (!closed.getAndSet(true)) {
            operation.close();
        }
    }

    @Override
    public String toString() {
        return "result of " + operation;
    }
}
