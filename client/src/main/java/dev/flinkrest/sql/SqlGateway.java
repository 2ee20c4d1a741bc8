package dev.flinkrest.sql;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.SessionHandle;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.rest.ForwardingCaller;
import dev.flinkrest.rest.RestCaller;
import java.net.URI;
import java.util.List;

/**
 * Is the door to a SQL Gateway of Flink 1.16 to 2.3: opens sessions, in which statements run. Safe
 * for use by many threads; make one for each gateway and keep it. Connects when first used, and
 * asks the gateway once which versions of its API it speaks.
 *
 * <p>Every call throws {@link FlinkRestException} or one of its subclasses when it fails, {@link
 * UnsupportedByServerException} among them where no version of the API is known to both sides, and
 * {@link IllegalStateException} after {@link #close}.
 */
public final class SqlGateway extends ForwardingCaller implements AutoCloseable {
    private final Runnable onClose;
    private final GatewayLink link;

    SqlGateway(RestCaller rest, Runnable onClose, Ticker ticker, Heartbeats.Timer timer) {
        super(rest);
        this.onClose = onClose;
        this.link = new GatewayLink(rest, ticker, new Heartbeats(timer));
    }

    /**
     * Opens a client of the gateway at a URL.
     *
     * @param url scheme http or https, host, port if it is not the scheme's own, and path prefix if
     *     there is one; without the version of the API
     * @return a client, to be closed
     * @throws IllegalArgumentException if the URL is not of that form
     */
    public static SqlGateway connect(URI url) {
        return builder().url(url).build();
    }

    /**
     * Makes a client over another caller, such as one that records or fakes what is sent.
     *
     * @param rest carries out the requests
     * @return a client; closing it ends its sessions' heartbeats and nothing else
     */
    public static SqlGateway over(RestCaller rest) {
        return new SqlGateway(
                rest, () -> {}, Ticker.pausing(rest::pause), new Heartbeats.DaemonTimer());
    }

    /**
     * Begins to describe a client.
     *
     * @return a new builder
     */
    public static SqlGatewayBuilder builder() {
        return new SqlGatewayBuilder();
    }

    /**
     * Tells what the gateway is. {@code GET /info}.
     *
     * @return product and version
     */
    public GatewayInfo info() {
        return rest.send(SqlEndpoints.INFO.with());
    }

    /**
     * Lists the versions of its API that the gateway speaks. {@code GET /api_versions}.
     *
     * @return the versions as the gateway writes them, for example {@code V1}; asked once and
     *     remembered
     */
    public List<String> apiVersions() {
        return link.apiVersions();
    }

    /**
     * Returns the version of the API that is used: the newest that the gateway and this library
     * know. {@code GET /api_versions}.
     *
     * @return the version; the gateway is asked once and it is remembered
     * @throws UnsupportedByServerException if there is none
     */
    public SqlApiVersion apiVersion() {
        return link.newest();
    }

    /**
     * Opens a session with the gateway's own configuration. {@code POST /:version/sessions}.
     *
     * @return the session, to be closed
     */
    public SqlSession openSession() {
        return openSession(SessionOptions.none());
    }

    /**
     * Opens a session, and keeps it from being closed for idleness. {@code POST
     * /:version/sessions}.
     *
     * @param options its name, its properties and how often a heartbeat is sent
     * @return the session, to be closed
     */
    public SqlSession openSession(SessionOptions options) {
        SqlApiVersion version = link.newest();
        SessionHandle session =
                rest.send(SqlEndpoints.OPEN_SESSION.with(version.segment()).body(options.body()))
                        .sessionHandle();
        return new SqlSession(link, session, options.heartbeatInterval());
    }

    /**
     * Takes up a session that was opened elsewhere. Sends no heartbeats for it.
     *
     * @param session its handle
     * @return a handle; asks nothing of the gateway
     */
    public SqlSession session(SessionHandle session) {
        return new SqlSession(link, session, null);
    }

    /**
     * Ends all heartbeats and calls in flight and closes all connections. Sessions that are open
     * are closed by the gateway when they have been idle for long enough, ten minutes unless it is
     * configured otherwise. May be called more than once.
     */
    @Override
    public void close() {
        link.heartbeats().close();
        onClose.run();
    }

    @Override
    public String toString() {
        return "SqlGateway[" + rest + "]";
    }
}
