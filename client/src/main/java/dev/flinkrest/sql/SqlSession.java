package dev.flinkrest.sql;

import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.SqlStatementException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.OperationHandle;
import dev.flinkrest.id.SessionHandle;
import dev.flinkrest.internal.util.Check;
import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.Request;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Is a session of a SQL Gateway: has catalogs, tables and a configuration of its own, and runs
 * statements. Safe for use by many threads. While it is open, heartbeats are sent by themselves, so
 * that the gateway does not close it for idleness.
 *
 * <p>Every method throws {@link FlinkRestException} when its call fails, and {@link
 * NotFoundException} when the gateway knows the session no more: because it was closed or idle for
 * too long, or because the gateway was started anew.
 */
public final class SqlSession implements AutoCloseable {
    private final GatewayLink link;
    private final SessionHandle handle;
    private final Runnable stopHeartbeats;

    SqlSession(GatewayLink link, SessionHandle handle, @Nullable Duration heartbeatInterval) {
        this.link = link;
        this.handle = handle;
        this.stopHeartbeats =
                heartbeatInterval == null
                        ? () -> {}
                        : link.heartbeats()
                                .start(link.rest(), link.newest(), handle, heartbeatInterval);
    }

    /**
     * Returns the gateway's handle for this session.
     *
     * @return the handle, by which {@link SqlGateway#session} takes it up elsewhere
     */
    public SessionHandle handle() {
        return handle;
    }

    /**
     * Reads the session's configuration. {@code GET /:version/sessions/:session_handle}.
     *
     * @return values by Flink's keys: what the gateway is configured with, and what was set in the
     *     session
     */
    public Map<String, String> config() {
        return send(SqlEndpoints.SESSION_CONFIG).properties();
    }

    /** Tells the gateway that the session is in use. {@code POST …/heartbeat}. */
    public void heartbeat() {
        send(SqlEndpoints.HEARTBEAT);
    }

    /**
     * Runs a statement that changes the session, such as {@code SET}, {@code USE} or {@code
     * CREATE}, and waits until it is done. {@code POST …/configure-session}; Flink 1.17 and later.
     *
     * @param statement the statement, without a semicolon
     * @throws SqlStatementException if it fails, or is of another kind
     * @throws UnsupportedByServerException if the gateway has no version 2 of the API
     * @throws IllegalArgumentException if it is blank
     */
    public void configure(String statement) {
        configure(statement, Map.of());
    }

    /**
     * Runs a statement that changes the session, and has the gateway end it when it takes too long.
     * {@code POST …/configure-session}; Flink 1.17 and later. Flink's own gateways, up to 2.3,
     * refuse to.
     *
     * @param statement the statement, without a semicolon
     * @param executionTimeout how long it may take; counted in milliseconds
     * @throws SqlStatementException if it fails, or is of another kind
     * @throws UnsupportedByServerException if the gateway has no version 2 of the API, or ends no
     *     statements
     * @throws IllegalArgumentException if it is blank, or the time less than a millisecond
     */
    public void configure(String statement, Duration executionTimeout) {
        Check.atLeast("executionTimeout in milliseconds", executionTimeout.toMillis(), 1);
        configure(statement, Map.of("executionTimeout", executionTimeout.toMillis()));
    }

    private void configure(String statement, Map<String, Object> options) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("statement", Check.notBlank("statement", statement));
        body.putAll(options);
        Endpoint<Void> endpoint = SqlEndpoints.CONFIGURE_SESSION;
        SqlApiVersion version =
                link.atLeast(
                        SqlApiVersion.V2,
                        endpoint,
                        "configuring a session",
                        "Run the statement by execute");
        withTimeout(endpoint, () -> link.rest().send(request(endpoint, version).body(body)));
    }

    /**
     * Suggests how a statement may go on. {@code GET …/complete-statement}; Flink 1.17 and later.
     *
     * @param statement the statement, as far as it was typed
     * @param position where in it the cursor is, from 0 to its length
     * @return the words that may stand there; empty if there are none
     * @throws UnsupportedByServerException if the gateway has no version 2 of the API
     * @throws IllegalArgumentException if the position is not within the statement
     */
    public List<String> complete(String statement, int position) {
        if (position < 0 || position > statement.length()) {
            throw new IllegalArgumentException(
                    "position is " + position + "; expected 0 to " + statement.length());
        }
        SqlApiVersion version =
                link.atLeast(
                        SqlApiVersion.V2,
                        SqlEndpoints.COMPLETE_STATEMENT,
                        "completion",
                        "There is no other way to ask for it");
        Map<String, Object> body = Map.of("statement", statement, "position", position);
        return link.rest()
                .send(request(SqlEndpoints.COMPLETE_STATEMENT, version).body(body))
                .candidates();
    }

    /**
     * Runs a statement, and waits until its result can be fetched. See {@link #execute(String,
     * StatementOptions)}.
     *
     * @param statement the statement, without a semicolon
     * @return its result, to be closed
     * @throws SqlStatementException if it fails
     * @throws IllegalArgumentException if it is blank
     */
    public SqlResult execute(String statement) {
        return execute(statement, StatementOptions.none());
    }

    /**
     * Runs a statement, and waits until its result can be fetched: that of a query once its job was
     * submitted, that of an {@code INSERT} too, unless {@code table.dml-sync} is set. {@code POST
     * …/statements}, {@code GET …/operations/:operation_handle/result/:token}. If it fails, it is
     * closed on the gateway.
     *
     * @param statement the statement, without a semicolon
     * @param options its configuration and bounds
     * @return its result, to be closed
     * @throws SqlStatementException if it fails
     * @throws DeadlineExceededException if its result is not ready within the options' {@code
     *     rowTimeout}; a job that was being submitted just then goes on, as Flink does not end it
     * @throws InterruptedCallException if the thread is interrupted; likewise
     * @throws UnsupportedByServerException if the gateway has not what the options ask for
     * @throws IllegalArgumentException if the statement is blank
     */
    public SqlResult execute(String statement, StatementOptions options) {
        SqlOperation operation = submit(statement, options);
        try {
            return operation.result();
        } catch (RuntimeException e) {
            operation.closeAfter(e);
            throw e;
        }
    }

    /**
     * Begins a statement and waits for nothing: even that it cannot be parsed is told by its
     * result. {@code POST …/statements}.
     *
     * @param statement the statement, without a semicolon
     * @param options its configuration and bounds
     * @return the operation, to be closed
     * @throws UnsupportedByServerException if the gateway has not what the options ask for
     * @throws IllegalArgumentException if the statement is blank
     */
    public SqlOperation submit(String statement, StatementOptions options) {
        Map<String, Object> body = options.body(Check.notBlank("statement", statement));
        Endpoint<OperationReply> endpoint = SqlEndpoints.EXECUTE_STATEMENT;
        SqlApiVersion version =
                options.rowFormat() == RowFormat.PLAIN_TEXT
                        ? link.atLeast(
                                SqlApiVersion.V2,
                                endpoint,
                                "RowFormat.PLAIN_TEXT",
                                "Leave it out, and cast to STRING what JSON cannot hold")
                        : link.newest();
        OperationReply reply =
                options.executionTimeout() == null
                        ? link.rest().send(request(endpoint, version).body(body))
                        : withTimeout(
                                endpoint,
                                () -> link.rest().send(request(endpoint, version).body(body)));
        return new SqlOperation(link, handle, reply.operationHandle(), options);
    }

    /**
     * Takes up an operation that was begun elsewhere in this session.
     *
     * @param operation its handle
     * @return a handle; asks nothing of the gateway
     */
    public SqlOperation operation(OperationHandle operation) {
        return new SqlOperation(link, handle, operation, StatementOptions.none());
    }

    /**
     * Refreshes a materialized table, and waits until the result can be fetched. {@code POST
     * …/materialized-tables/:identifier/refresh}; Flink 1.20 and later.
     *
     * @param identifier the table, as {@code catalog.database.table}
     * @param options what is refreshed and how
     * @return the result, whose rows tell the job and the cluster; to be closed
     * @throws SqlStatementException if it fails, also if there is no such materialized table
     * @throws UnsupportedByServerException if the gateway has no version 3 of the API
     * @throws IllegalArgumentException if the identifier is blank
     */
    public SqlResult refreshMaterializedTable(String identifier, RefreshOptions options) {
        Check.notBlank("identifier", identifier);
        Endpoint<OperationReply> endpoint = SqlEndpoints.REFRESH_MATERIALIZED_TABLE;
        SqlApiVersion version =
                link.exactly(
                        SqlApiVersion.V3,
                        endpoint,
                        "refreshing a materialized table",
                        "Such a gateway has no materialized tables");
        Request<OperationReply> request =
                endpoint.with(version.segment(), handle, identifier).body(options.body());
        SqlOperation operation = operation(link.rest().send(request).operationHandle());
        try {
            return operation.result();
        } catch (RuntimeException e) {
            operation.closeAfter(e);
            throw e;
        }
    }

    /**
     * Deploys a script of several statements as an application of its own, on YARN or Kubernetes.
     * {@code POST …/scripts}; Flink 2.0 and later.
     *
     * @param script the statements, each with a semicolon
     * @param executionConfig options by Flink's keys, for example {@code execution.target}; empty
     *     for those of the session
     * @return the application cluster's name
     * @throws SqlStatementException if it fails, also if the target has no application mode, as a
     *     standalone cluster has none
     * @throws UnsupportedByServerException if the gateway has no version 4 of the API
     * @throws IllegalArgumentException if the script is blank
     */
    public String deployScript(String script, Map<String, String> executionConfig) {
        return deploy("script", Check.notBlank("script", script), executionConfig);
    }

    /**
     * Deploys a script that the gateway reads from somewhere. See {@link #deployScript(String,
     * Map)}.
     *
     * @param script where it is, in a file system that the gateway can read
     * @param executionConfig options by Flink's keys; empty for those of the session
     * @return the application cluster's name
     * @throws SqlStatementException if it fails
     * @throws UnsupportedByServerException if the gateway has no version 4 of the API
     */
    public String deployScript(URI script, Map<String, String> executionConfig) {
        return deploy("scriptUri", script.toString(), executionConfig);
    }

    private String deploy(String key, String value, Map<String, String> executionConfig) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(key, value);
        if (!executionConfig.isEmpty()) {
            body.put("executionConfig", executionConfig);
        }
        Endpoint<ScriptReply> endpoint = SqlEndpoints.DEPLOY_SCRIPT;
        SqlApiVersion version =
                link.exactly(
                        SqlApiVersion.V4,
                        endpoint,
                        "deploying a script",
                        "Run its statements one by one, by execute");
        return link.rest().send(request(endpoint, version).body(body)).clusterId();
    }

    /** Says it clearly where a gateway cannot end what takes too long. */
    private static <T extends @Nullable Object> T withTimeout(
            Endpoint<?> endpoint, Supplier<T> call) {
        try {
            return call.get();
        } catch (SqlStatementException e) {
            if (e.sqlError().contains("doesn't support timeout mechanism")) {
                throw new UnsupportedByServerException(
                        endpoint.toString(),
                        "the gateway ends no statements that take too long. Leave executionTimeout out;"
                                + " rowTimeout bounds how long is waited",
                        e);
            }
            throw e;
        }
    }

    private <R extends @Nullable Object> R send(Endpoint<R> endpoint) {
        return link.rest().send(request(endpoint, link.newest()));
    }

    private <R extends @Nullable Object> Request<R> request(
            Endpoint<R> endpoint, SqlApiVersion version) {
        return endpoint.with(version.segment(), handle);
    }

    /**
     * Ends the heartbeats, and has the gateway close the session with all its operations; jobs of
     * {@code INSERT}s go on. {@code DELETE /:version/sessions/:session_handle}. Is done even if the
     * thread is interrupted. May be called more than once.
     *
     * @throws FlinkRestException if the call fails, but not because the gateway knows the session
     *     no more
     */
    @Override
    public void close() {
        stopHeartbeats.run();
        GatewayLink.evenIfInterrupted(
                () -> {
                    try {
                        link.rest()
                                .send(
                                        request(SqlEndpoints.CLOSE_SESSION, link.newest())
                                                .with(GatewayLink.TIDY));
                    } catch (NotFoundException e) {
                        // as good as closed
                    }
                });
    }

    @Override
    public String toString() {
        return "session " + handle;
    }
}
