package dev.flinkrest.cli.context;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.flinkrest.rest.TlsVersion;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Says how one cluster is reached, as the file of contexts keeps it.
 *
 * @param urls the JobManagers' URLs, the one to be tried first at first; empty if Flink's
 *     configuration has it
 * @param flinkConfig Flink's own configuration, a file or its directory; null if there is none
 * @param headers sent with each request
 * @param bearerToken a token; null if there is none
 * @param basicAuth a user and password; null if there are none
 * @param tls how TLS is spoken; null if by the JDK's defaults
 * @param proxy what stands in between; null if nothing does
 * @param sqlGateway the URL of a SQL Gateway; null if there is none
 * @param historyServer the URL of a History Server; null if there is none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Context(
        List<String> urls,
        @Nullable String flinkConfig,
        SortedMap<String, Secret> headers,
        @Nullable Secret bearerToken,
        @Nullable BasicAuth basicAuth,
        @Nullable Tls tls,
        @Nullable Proxy proxy,
        @Nullable String sqlGateway,
        @Nullable String historyServer) {

    /** Copies the list and the map; null becomes empty. */
    public Context {
        urls = urls == null ? List.of() : List.copyOf(urls);
        headers = new TreeMap<>(headers == null ? Map.of() : headers);
    }

    /**
     * Makes a context of URLs alone.
     *
     * @param urls the JobManagers' URLs
     * @return the context
     */
    public static Context of(List<String> urls) {
        return new Context(urls, null, new TreeMap<>(), null, null, null, null, null, null);
    }

    /**
     * Makes a context of Flink's own configuration.
     *
     * @param path a file or its directory
     * @return the context
     */
    public static Context ofFlinkConfig(String path) {
        return new Context(List.of(), path, new TreeMap<>(), null, null, null, null, null, null);
    }

    /**
     * Returns this context with another token.
     *
     * @param token the token, which takes the place of all credentials
     * @return the context
     */
    public Context withBearerToken(Secret token) {
        return new Context(
                urls, flinkConfig, headers, token, null, tls, proxy, sqlGateway, historyServer);
    }

    /**
     * Says who calls.
     *
     * @param user the user's name
     * @param password the password
     */
    public record BasicAuth(String user, Secret password) {}

    /**
     * Says through what to connect.
     *
     * @param url {@code http://host:port} or {@code socks://host:port}
     * @param user the user's name; null if the proxy wants none
     * @param password the password; null if the proxy wants none
     */
    public record Proxy(String url, @Nullable String user, @Nullable Secret password) {}

    /**
     * Says how TLS is spoken; null is the JDK's default.
     *
     * @param ca a PEM file of certificates that are trusted
     * @param trustStore a PKCS12 or JKS file of certificates that are trusted
     * @param trustStorePassword its password
     * @param fingerprint of the server's certificate
     * @param clientCertificate a PEM file
     * @param clientKey a PEM file
     * @param keyStore a PKCS12 or JKS file with certificate and key
     * @param keyPassword of the key, or of the key store
     * @param minimumVersion the oldest that is spoken
     * @param insecureAcceptAnyHostName whether the certificate may be another host's
     */
    public record Tls(
            @Nullable String ca,
            @Nullable String trustStore,
            @Nullable Secret trustStorePassword,
            @Nullable String fingerprint,
            @Nullable String clientCertificate,
            @Nullable String clientKey,
            @Nullable String keyStore,
            @Nullable Secret keyPassword,
            @Nullable TlsVersion minimumVersion,
            @Nullable Boolean insecureAcceptAnyHostName) {}
}
