package dev.flinkrest.compatibility;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.embedded.EmbeddedFlink;
import dev.flinkrest.embedded.EmbeddedSqlGateway;
import dev.flinkrest.id.OperationHandle;
import dev.flinkrest.id.SessionHandle;
import dev.flinkrest.sql.SessionOptions;
import dev.flinkrest.sql.SqlGateway;
import dev.flinkrest.sql.SqlSession;
import dev.flinkrest.sql.StatementOptions;
import java.net.URI;
import java.util.List;

/**
 * What the operations of a SQL Gateway can be called on: a session and statements in it. Goes to
 * the gateway directly. Safe for use by many threads.
 */
final class GatewaySubjects implements AutoCloseable {
    private final FlinkRestClient flink;
    private final EmbeddedSqlGateway server;
    private final SqlGateway gateway;
    private final SqlSession session;
    private final OperationHandle statement;

    /** Starts a gateway before a cluster. */
    GatewaySubjects(EmbeddedFlink cluster, FlinkRestClient flink) {
        this.flink = flink;
        this.server =
                EmbeddedSqlGateway.builder()
                        .cluster(cluster)
                        .startTimeout(OperationSubjects.START)
                        .start();
        this.gateway = SqlGateway.connect(server.uri());
        this.session = openSession();
        this.statement = ownStatement();
    }

    URI uri() {
        return server.uri();
    }

    String api() {
        return gateway.apiVersion().segment();
    }

    SessionHandle session() {
        return session.handle();
    }

    OperationHandle statement() {
        return statement;
    }

    private SqlSession openSession() {
        SqlSession opened =
                gateway.openSession(SessionOptions.builder().withoutHeartbeats().build());
        for (String table :
                List.of(
                        "n (a INT) WITH ('connector' = 'datagen', 'rows-per-second' = '1')",
                        "h (a INT) WITH ('connector' = 'blackhole')")) {
            opened.execute("CREATE TABLE " + table).close();
        }
        return opened;
    }

    /** Opens a session that may be closed. */
    SessionHandle ownSession() {
        return gateway.openSession(SessionOptions.builder().withoutHeartbeats().build()).handle();
    }

    /** Executes a statement that ends at once. */
    OperationHandle ownStatement() {
        return session.submit("SHOW CATALOGS", StatementOptions.none()).handle();
    }

    /**
     * Executes a statement that goes on until it is cancelled, in a session of its own, where it
     * holds up no other; and ends the job of the last one, which goes on nevertheless.
     *
     * @return the ids that its path begins with: the API's version, the session and the operation
     */
    List<?> ownRunningStatement() {
        flink.jobs().overview().stream()
                .filter(one -> one.name().startsWith("insert-into") && !one.state().isTerminal())
                .forEach(one -> flink.jobs().terminate(one.jid()));
        SqlSession own = openSession();
        StatementOptions waiting =
                StatementOptions.builder().executionConfig("table.dml-sync", "true").build();
        OperationHandle running = own.submit("INSERT INTO h SELECT a FROM n", waiting).handle();
        return List.of(api(), own.handle(), running);
    }

    @Override
    public void close() {
        gateway.close();
        server.close();
    }
}
