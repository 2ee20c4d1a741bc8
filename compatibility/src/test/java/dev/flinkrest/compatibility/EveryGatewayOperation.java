package dev.flinkrest.compatibility;

import static dev.flinkrest.compatibility.ClientOperation.Kind.READ;
import static dev.flinkrest.compatibility.ClientOperation.Kind.REFUSED_WRITE;
import static dev.flinkrest.compatibility.ClientOperation.Kind.VOID_WRITE;
import static dev.flinkrest.compatibility.ClientOperation.Kind.WRITE;

import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.Request;
import dev.flinkrest.sql.SqlEndpoints;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every operation of the SQL Gateway; see {@link EveryOperation}. */
final class EveryGatewayOperation {
    private EveryGatewayOperation() {}

    static Stream<ClientOperation> all() {
        return Stream.of(
                        EveryOperation.reads(
                                it -> List.of(), SqlEndpoints.API_VERSIONS, SqlEndpoints.INFO),
                        EveryOperation.reads(
                                it -> List.of(it.gateway().api(), it.gateway().session()),
                                SqlEndpoints.SESSION_CONFIG),
                        EveryOperation.reads(
                                it ->
                                        List.of(
                                                it.gateway().api(),
                                                it.gateway().session(),
                                                it.gateway().statement()),
                                SqlEndpoints.OPERATION_STATUS),
                        Stream.of(
                                ClientOperation.of(
                                        SqlEndpoints.FETCH_RESULTS,
                                        READ,
                                        it ->
                                                SqlEndpoints.FETCH_RESULTS
                                                        .with(
                                                                it.gateway().api(),
                                                                it.gateway().session(),
                                                                it.gateway().statement(),
                                                                0)
                                                        .query("rowFormat", "JSON")),
                                ClientOperation.of(
                                        SqlEndpoints.COMPLETE_STATEMENT,
                                        READ,
                                        it ->
                                                inSession(
                                                        SqlEndpoints.COMPLETE_STATEMENT,
                                                        it,
                                                        Map.of(
                                                                "statement",
                                                                "SELECT * FR",
                                                                "position",
                                                                11)))),
                        writes())
                .flatMap(one -> one);
    }

    private static Stream<ClientOperation> writes() {
        return Stream.of(
                EveryOperation.write(
                        SqlEndpoints.OPEN_SESSION,
                        it -> SqlEndpoints.OPEN_SESSION.with(it.gateway().api()).body(Map.of())),
                EveryOperation.of(
                        SqlEndpoints.CLOSE_SESSION,
                        WRITE,
                        it -> List.of(it.gateway().api(), it.gateway().ownSession())),
                EveryOperation.of(
                        SqlEndpoints.HEARTBEAT,
                        VOID_WRITE,
                        it -> List.of(it.gateway().api(), it.gateway().session())),
                ClientOperation.of(
                        SqlEndpoints.CONFIGURE_SESSION,
                        VOID_WRITE,
                        it ->
                                inSession(
                                        SqlEndpoints.CONFIGURE_SESSION,
                                        it,
                                        Map.of("statement", "SET 'a' = 'b'"))),
                EveryOperation.write(
                        SqlEndpoints.EXECUTE_STATEMENT,
                        it ->
                                inSession(
                                        SqlEndpoints.EXECUTE_STATEMENT,
                                        it,
                                        Map.of("statement", "SHOW CATALOGS"))),
                ClientOperation.of(
                                SqlEndpoints.DEPLOY_SCRIPT,
                                REFUSED_WRITE,
                                it ->
                                        inSession(
                                                SqlEndpoints.DEPLOY_SCRIPT,
                                                it,
                                                Map.of("script", "SELECT 1;")))
                        .refusedWith("SqlStatement sent"),
                EveryOperation.write(
                        SqlEndpoints.REFRESH_MATERIALIZED_TABLE,
                        it ->
                                SqlEndpoints.REFRESH_MATERIALIZED_TABLE
                                        .with("v3", it.gateway().session(), "a.b.c")
                                        .body(Map.of("isPeriodic", false))),
                EveryOperation.of(
                        SqlEndpoints.CANCEL_OPERATION,
                        WRITE,
                        it -> it.gateway().ownRunningStatement()),
                EveryOperation.of(
                        SqlEndpoints.CLOSE_OPERATION,
                        WRITE,
                        it ->
                                List.of(
                                        it.gateway().api(),
                                        it.gateway().session(),
                                        it.gateway().ownStatement())));
    }

    private static Request<?> inSession(
            Endpoint<?> row, OperationSubjects it, Map<String, Object> body) {
        return row.with(it.gateway().api(), it.gateway().session()).body(body);
    }
}
