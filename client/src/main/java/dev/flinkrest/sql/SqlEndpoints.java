package dev.flinkrest.sql;

import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.HttpMethod;

/**
 * Rows of the SQL Gateway. Where a path begins with {@code :version}, that is the API's version, as
 * {@link SqlApiVersion#segment} writes it; a gateway has the operations of each version under that
 * version's path alone.
 */
public final class SqlEndpoints {
    private static final String SESSION = "/:version/sessions/:session_handle";
    private static final String OPERATION = SESSION + "/operations/:operation_handle";

    /** Lists the versions of the API that a gateway speaks. */
    public static final Endpoint<ApiVersionList> API_VERSIONS =
            Endpoint.get("/api_versions", ApiVersionList.class).since(FlinkVersion.V1_16);

    /** Tells the gateway's product and version. */
    public static final Endpoint<GatewayInfo> INFO =
            Endpoint.get("/info", GatewayInfo.class).since(FlinkVersion.V1_16);

    /** Opens a session. */
    public static final Endpoint<SessionReply> OPEN_SESSION =
            Endpoint.of(HttpMethod.POST, "/:version/sessions", SessionReply.class)
                    .since(FlinkVersion.V1_16);

    /** Reads a session's configuration. */
    public static final Endpoint<SessionConfig> SESSION_CONFIG =
            Endpoint.get(SESSION, SessionConfig.class).since(FlinkVersion.V1_16);

    /** Closes a session. */
    public static final Endpoint<StatusReply> CLOSE_SESSION =
            Endpoint.of(HttpMethod.DELETE, SESSION, StatusReply.class).since(FlinkVersion.V1_16);

    /** Keeps a session from being closed for idleness. */
    public static final Endpoint<Void> HEARTBEAT =
            Endpoint.of(HttpMethod.POST, SESSION + "/heartbeat", Void.class)
                    .since(FlinkVersion.V1_16);

    /** Runs a statement that changes a session. API version 2 and later. */
    public static final Endpoint<Void> CONFIGURE_SESSION =
            Endpoint.of(HttpMethod.POST, SESSION + "/configure-session", Void.class)
                    .since(FlinkVersion.V1_17);

    /** Suggests how a statement may go on. API version 2 and later. */
    public static final Endpoint<Completions> COMPLETE_STATEMENT =
            Endpoint.get(SESSION + "/complete-statement", Completions.class)
                    .since(FlinkVersion.V1_17);

    /** Begins a statement. */
    public static final Endpoint<OperationReply> EXECUTE_STATEMENT =
            Endpoint.of(HttpMethod.POST, SESSION + "/statements", OperationReply.class)
                    .since(FlinkVersion.V1_16);

    /** Deploys a script as an application. API version 4. */
    public static final Endpoint<ScriptReply> DEPLOY_SCRIPT =
            Endpoint.of(HttpMethod.POST, SESSION + "/scripts", ScriptReply.class)
                    .since(FlinkVersion.V2_0);

    /** Begins to refresh a materialized table. API version 3, and not 4. */
    public static final Endpoint<OperationReply> REFRESH_MATERIALIZED_TABLE =
            Endpoint.of(
                            HttpMethod.POST,
                            SESSION + "/materialized-tables/:identifier/refresh",
                            OperationReply.class)
                    .since(FlinkVersion.V1_20);

    /** Tells how far an operation is. */
    public static final Endpoint<StatusReply> OPERATION_STATUS =
            Endpoint.get(OPERATION + "/status", StatusReply.class).since(FlinkVersion.V1_16);

    /** Cancels an operation. */
    public static final Endpoint<StatusReply> CANCEL_OPERATION =
            Endpoint.of(HttpMethod.POST, OPERATION + "/cancel", StatusReply.class)
                    .since(FlinkVersion.V1_16);

    /** Ends an operation, and forgets it. */
    public static final Endpoint<StatusReply> CLOSE_OPERATION =
            Endpoint.of(HttpMethod.DELETE, OPERATION + "/close", StatusReply.class)
                    .since(FlinkVersion.V1_16);

    /** Fetches some rows. */
    public static final Endpoint<ResultPage> FETCH_RESULTS =
            Endpoint.get(OPERATION + "/result/:token", ResultPage.class).since(FlinkVersion.V1_16);

    private SqlEndpoints() {}
}
