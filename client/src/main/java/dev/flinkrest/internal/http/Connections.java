package dev.flinkrest.internal.http;

import dev.flinkrest.rest.ConnectionSettings;
import dev.flinkrest.rest.ProxyOptions;
import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.Lookup;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Makes HttpClient 5 clients with all that is automatic switched off: what is retried, redirected
 * or authenticated is ours to decide.
 */
final class Connections {
    private static final int MAX_HEADER_LINE = 64 * 1024;
    private static final int MAX_HEADERS = 200;

    private Connections() {}

    /**
     * Makes a client for one server.
     *
     * @param server the server
     * @param settings how it is reached
     * @param validateAfter how long a connection may have been idle to be used without a check that
     *     the server has not closed it; the check costs a millisecond
     * @param tls makes https of a connection
     */
    static CloseableHttpClient client(
            HttpHost server,
            ConnectionSettings settings,
            TlsSocketStrategy tls,
            Duration validateAfter) {
        HttpRoute route = route(server, settings.proxy());
        return HttpClientBuilder.create()
                .setConnectionManager(pool(settings, tls, validateAfter))
                .setRequestExecutor(new MarkingExecutor(settings.proxy()))
                .setRoutePlanner((host, context) -> route)
                .setKeepAliveStrategy(Connections::keepAlive)
                .setUserAgent("flink-rest-client")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableConnectionState()
                .build();
    }

    private static HttpRoute route(HttpHost server, @Nullable ProxyOptions proxy) {
        boolean secure = URIScheme.HTTPS.same(server.getSchemeName());
        if (proxy == null || proxy.type() == ProxyOptions.Type.SOCKS) {
            return new HttpRoute(server, null, secure);
        }
        HttpHost first = new HttpHost(URIScheme.HTTP.id, proxy.host(), proxy.port());
        return new HttpRoute(server, null, first, secure);
    }

    /** Looks closer only where a proxy says how long; Flink never does. */
    private static TimeValue keepAlive(HttpResponse response, HttpContext context) {
        return response.containsHeader("keep-alive")
                ? DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(
                        response, context)
                : TimeValue.NEG_ONE_MILLISECOND;
    }

    private static PoolingHttpClientConnectionManager pool(
            ConnectionSettings settings, TlsSocketStrategy tls, Duration validateAfter) {
        Lookup<TlsSocketStrategy> upgrades =
                RegistryBuilder.<TlsSocketStrategy>create()
                        .register(URIScheme.HTTPS.id, tls)
                        .build();
        ProxyOptions proxy = settings.proxy();
        var operator =
                proxy != null && proxy.type() == ProxyOptions.Type.SOCKS
                        ? new SocksOperator(proxy, upgrades)
                        : new DefaultHttpClientConnectionOperator(
                                ignored -> interruptibleSocket(),
                                DefaultSchemePortResolver.INSTANCE,
                                Names.SYSTEM,
                                upgrades);
        var connections =
                ManagedHttpClientConnectionFactory.builder()
                        .responseOutOfOrderStrategy(new EarlyAnswers())
                        .http1Config(
                                Http1Config.custom()
                                        .setMaxLineLength(MAX_HEADER_LINE)
                                        .setMaxHeaderCount(MAX_HEADERS)
                                        .build())
                        .build();
        var pool =
                new PoolingHttpClientConnectionManager(
                        operator,
                        PoolConcurrencyPolicy.STRICT,
                        PoolReusePolicy.LIFO,
                        TimeValue.NEG_ONE_MILLISECOND,
                        connections);
        pool.setMaxTotal(settings.maxConnections());
        pool.setDefaultMaxPerRoute(settings.maxConnections());
        pool.setDefaultSocketConfig(SocketConfig.custom().setTcpNoDelay(true).build());
        pool.setDefaultConnectionConfig(
                ConnectionConfig.custom()
                        .setValidateAfterInactivity(TimeValue.of(validateAfter))
                        .build());
        return pool;
    }

    /**
     * A read of a channel's socket ends when the thread is interrupted; a plain socket's does not.
     */
    static Socket interruptibleSocket() throws IOException {
        return SocketChannel.open().socket();
    }

    @SuppressWarnings("deprecation") // the replacement cannot be set for one call
    static RequestConfig requestConfig(Duration connect, Duration response, Duration pool) {
        return RequestConfig.custom()
                .setConnectTimeout(Timeout.of(connect))
                .setResponseTimeout(Timeout.of(response))
                .setConnectionRequestTimeout(Timeout.of(pool))
                .setExpectContinueEnabled(false)
                .setAuthenticationEnabled(false)
                .setRedirectsEnabled(false)
                .setContentCompressionEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build();
    }

    @SuppressWarnings("deprecation") // as where it is set
    private static Timeout connectTimeout(HttpContext context) {
        return HttpClientContext.cast(context).getRequestConfig().getConnectTimeout();
    }

    /** Marks the moment from which on the server may have seen the request. */
    private static final class MarkingExecutor extends HttpRequestExecutor {
        private final @Nullable ProxyOptions proxy;

        MarkingExecutor(@Nullable ProxyOptions proxy) {
            this.proxy = proxy;
        }

        @Override
        public ClassicHttpResponse execute(
                ClassicHttpRequest request,
                HttpClientConnection connection,
                HttpResponseInformationCallback informationCallback,
                HttpContext context)
                throws IOException, HttpException {
            if (Method.CONNECT.isSame(request.getMethod())) {
                RequestHeaders.addTo(request, proxy);
                // holds for the handshake through the tunnel, too; the request itself has its own
                connection.setSocketTimeout(connectTimeout(context));
            } else if (context instanceof Call.Context ours) {
                EndpointDetails details = connection.getEndpointDetails();
                ours.begin(details != null && details.getRequestCount() > 0);
            }
            try {
                return super.execute(request, connection, informationCallback, context);
            } catch (Error e) {
                throw new Call.ErrorCarrier(e);
            }
        }
    }
}
