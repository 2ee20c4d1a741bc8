package dev.flinkrest.internal.http;

import dev.flinkrest.internal.util.RequestId;
import dev.flinkrest.rest.ConnectionSettings;
import dev.flinkrest.rest.Credentials;
import dev.flinkrest.rest.ProxyOptions;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.URIScheme;
import org.jspecify.annotations.Nullable;

/** What every request carries besides what it asks. Safe for use by many threads. */
final class RequestHeaders {
    private final Supplier<Map<String, String>> further;
    private final @Nullable ProxyOptions proxy;

    RequestHeaders(ConnectionSettings settings) {
        this.further = settings.headers();
        this.proxy = settings.proxy();
    }

    /**
     * Adds them to a request.
     *
     * @param authorization proves to the server who calls; null if it does not want to know
     */
    void addTo(Call call, @Nullable String authorization) {
        further.get().forEach(call::setHeader);
        RequestId id = call.requestId();
        if (id != null) {
            call.setHeader(id.header(), id.value());
        }
        if (authorization != null) {
            call.setHeader(HttpHeaders.AUTHORIZATION, authorization);
        }
        if (!URIScheme.HTTPS.same(call.server().host().getSchemeName())) {
            addTo(call, proxy); // else the proxy sees the tunnel's request only
        }
    }

    /** Adds what a proxy of HTTP wants to know. */
    static void addTo(HttpRequest request, @Nullable ProxyOptions proxy) {
        if (proxy != null && proxy.type() == ProxyOptions.Type.HTTP && proxy.user() != null) {
            String password = Objects.requireNonNull(proxy.password());
            request.setHeader(
                    HttpHeaders.PROXY_AUTHORIZATION,
                    Credentials.basic(proxy.user(), password).authorization());
        }
    }
}
