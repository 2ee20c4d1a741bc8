package dev.flinkrest.sql;

import dev.flinkrest.error.ConflictException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.SqlStatementException;
import dev.flinkrest.id.OperationHandle;
import dev.flinkrest.id.SessionHandle;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.Request;
import org.jspecify.annotations.Nullable;

/**
 * Is a statement, or the refresh of a table, that a SQL Gateway works on, whether anyone waits for
 * it or not. Safe for use by many threads.
 *
 * <p>Every method but {@link #close} throws {@link FlinkRestException} when its call fails, and
 * {@link NotFoundException} when the gateway knows the session or the operation no more.
 */
public final class SqlOperation implements AutoCloseable {
    private final GatewayLink link;
    private final SessionHandle session;
    private final OperationHandle handle;
    private final StatementOptions options;

    SqlOperation(
            GatewayLink link,
            SessionHandle session,
            OperationHandle handle,
            StatementOptions options) {
        this.link = link;
        this.session = session;
        this.handle = handle;
        this.options = options;
    }

    /**
     * Returns the gateway's handle for this operation.
     *
     * @return the handle
     */
    public OperationHandle handle() {
        return handle;
    }

    /**
     * Asks how far this operation is. {@code GET
     * /:version/sessions/:session_handle/operations/:operation_handle/status}.
     *
     * @return how far it is; {@link OperationStatus#FINISHED} of a query or {@code INSERT} means
     *     that its job was submitted, not that it has ended
     */
    public OperationStatus status() {
        return send(request(SqlEndpoints.OPERATION_STATUS, CallOptions.NONE)).status();
    }

    /**
     * Cancels what is not finished yet. {@code POST
     * /:version/sessions/:session_handle/operations/:operation_handle/cancel}. The job of a query
     * is ended by {@link #close}, for Flink holds the query for finished once its job was
     * submitted; that of an {@code INSERT} by {@code Jobs.terminate} or {@code Jobs.stop}.
     *
     * @return how far it is now
     * @throws ConflictException if it has finished, failed or been cancelled already
     */
    public OperationStatus cancel() {
        return send(request(SqlEndpoints.CANCEL_OPERATION, CallOptions.NONE)).status();
    }

    /**
     * Waits until the result can be fetched. {@code GET
     * /:version/sessions/:session_handle/operations/:operation_handle/result/:token}. A result can
     * be read once.
     *
     * @return the result, which shares this operation: closing one closes the other
     * @throws SqlStatementException if the statement failed
     * @throws DeadlineExceededException if it takes longer than the options' {@code rowTimeout};
     *     the statement goes on, and can be waited for again
     * @throws InterruptedCallException if the thread is interrupted; the statement goes on
     */
    public SqlResult result() {
        return new SqlResult(this, new ResultReader(this, options, link.ticker()));
    }

    /**
     * Ends this operation and has the gateway forget it. {@code DELETE
     * /:version/sessions/:session_handle/operations/:operation_handle/close}. The job of a query
     * ends with it, unless it is being submitted just then, that of an {@code INSERT} goes on. Is
     * done even if the thread is interrupted. May be called more than once.
     *
     * @throws FlinkRestException if the call fails, but not because the gateway knows the session
     *     no more
     */
    @Override
    public void close() {
        GatewayLink.evenIfInterrupted(
                () -> {
                    try {
                        send(request(SqlEndpoints.CLOSE_OPERATION, GatewayLink.TIDY));
                    } catch (NotFoundException e) {
                        // as good as closed
                    }
                });
    }

    /** Closes what has failed. */
    void closeAfter(RuntimeException failure) {
        try {
            close();
        } catch (FlinkRestException | IllegalStateException e) {
            failure.addSuppressed(e);
        }
    }

    <R extends @Nullable Object> R send(Request<R> request) {
        return link.rest().send(request);
    }

    Request<ResultPage> pageRequest(long token, RowFormat format) {
        SqlApiVersion version = link.newest();
        Request<ResultPage> request =
                SqlEndpoints.FETCH_RESULTS.with(version.segment(), session, handle, token);
        return version == SqlApiVersion.V1 ? request : request.query("rowFormat", format);
    }

    private <R> Request<R> request(Endpoint<R> endpoint, CallOptions bounds) {
        return endpoint.with(link.newest().segment(), session, handle).with(bounds);
    }

    @Override
    public String toString() {
        return "operation " + handle + " of session " + session;
    }
}
