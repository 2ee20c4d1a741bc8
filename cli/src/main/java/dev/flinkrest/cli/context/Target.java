package dev.flinkrest.cli.context;

import dev.flinkrest.rest.ConnectionBuilder;
import dev.flinkrest.rest.ProxyOptions;
import dev.flinkrest.rest.TlsOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Is the cluster that a command is about.
 *
 * @param name the name of the context; null if a URL was given, or nothing
 * @param context how it is reached
 * @param origin where that comes from, for messages: {@code --url}, {@code FLINKCTL_CONTEXT} …
 */
public record Target(@Nullable String name, Context context, String origin) {

    /**
     * Says which cluster it is.
     *
     * @return the URLs, or the file that has them
     */
    public String describe() {
        return context.urls().isEmpty()
                ? "the address in " + context.flinkConfig()
                : String.join(", ", context.urls());
    }

    /**
     * Tells a builder what the context says of credentials, TLS and proxies.
     *
     * @param builder the builder
     * @param environment the environment variables, for secrets
     * @throws IllegalArgumentException if a secret cannot be had, or a value is bad
     */
    public void configure(ConnectionBuilder<?> builder, Map<String, String> environment) {
        if (!context.headers().isEmpty()) {
            Map<String, String> headers = new HashMap<>();
            context.headers()
                    .forEach((header, value) -> headers.put(header, value.value(environment)));
            headers.forEach(builder::header);
        }
        Secret token = context.bearerToken();
        if (token != null) {
            // asked for again when the server refuses it
            builder.bearerToken(() -> token.value(environment));
        }
        Context.BasicAuth basic = context.basicAuth();
        if (basic != null) {
            builder.basicAuth(basic.user(), basic.password().value(environment));
        }
        Context.Proxy proxy = context.proxy();
        if (proxy != null) {
            builder.proxy(proxy(proxy, environment));
        }
        TlsOptions tls = tls(environment);
        if (tls != null) {
            builder.tls(tls);
        }
    }

    /**
     * Returns how TLS is spoken.
     *
     * @param environment the environment variables, for secrets
     * @return the options; null for the JDK's defaults
     */
    public @Nullable TlsOptions tls(Map<String, String> environment) {
        Context.Tls tls = context.tls();
        return tls == null ? null : tls(TlsOptions.builder(), tls, environment).build();
    }

    /**
     * Returns the addresses that can be looked at directly and speak TLS.
     *
     * @return those of https; none behind a proxy
     */
    public List<URI> https() {
        return context.proxy() != null
                ? List.of()
                : context.urls().stream()
                        .map(URI::create)
                        .filter(url -> "https".equalsIgnoreCase(url.getScheme()))
                        .toList();
    }

    private static ProxyOptions proxy(Context.Proxy proxy, Map<String, String> environment) {
        URI url = URI.create(proxy.url());
        String host = url.getHost();
        if (host == null || url.getPort() < 1) {
            throw new IllegalArgumentException(
                    "the proxy '"
                            + proxy.url()
                            + "' is not of the form http://host:port or socks://host:port");
        }
        ProxyOptions options =
                switch (String.valueOf(url.getScheme())) {
                    case "http" -> ProxyOptions.http(host, url.getPort());
                    case "socks", "socks5", "socks5h" -> ProxyOptions.socks(host, url.getPort());
                    default ->
                            throw new IllegalArgumentException(
                                    "the proxy's scheme is '"
                                            + url.getScheme()
                                            + "'; expected http or socks");
                };
        if (proxy.user() == null) {
            return options;
        }
        Secret password = Objects.requireNonNullElse(proxy.password(), Secret.of(""));
        return options.withCredentials(proxy.user(), password.value(environment));
    }

    private static TlsOptions.Builder tls(
            TlsOptions.Builder builder, Context.Tls tls, Map<String, String> environment) {
        if (tls.ca() != null) {
            builder.trustCertificates(Path.of(tls.ca()));
        }
        if (tls.trustStore() != null) {
            builder.trustStore(
                    Path.of(tls.trustStore()), value(tls.trustStorePassword(), environment));
        }
        if (tls.fingerprint() != null) {
            builder.trustFingerprint(tls.fingerprint());
        }
        if (tls.clientCertificate() != null && tls.clientKey() != null) {
            Path certificate = Path.of(tls.clientCertificate());
            Path key = Path.of(tls.clientKey());
            if (tls.keyPassword() == null) {
                builder.clientCertificate(certificate, key);
            } else {
                builder.clientCertificate(certificate, key, value(tls.keyPassword(), environment));
            }
        }
        if (tls.keyStore() != null) {
            builder.keyStore(Path.of(tls.keyStore()), value(tls.keyPassword(), environment));
        }
        if (tls.minimumVersion() != null) {
            builder.minimumVersion(tls.minimumVersion());
        }
        if (Boolean.TRUE.equals(tls.insecureAcceptAnyHostName())) {
            builder.insecureAcceptAnyHostName();
        }
        return builder;
    }

    private static String value(@Nullable Secret secret, Map<String, String> environment) {
        return secret == null ? "" : secret.value(environment);
    }
}
