package dev.flinkrest;

import dev.flinkrest.FlinkConfigFile.Setting;
import dev.flinkrest.rest.TlsOptions;
import dev.flinkrest.rest.TlsVersion;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Understands what Flink's configuration says to its REST clients. */
final class FlinkConfig {
    private static final System.Logger LOG = System.getLogger("dev.flinkrest");
    private static final String SSL = "security.ssl.";
    private static final String REST_SSL = "security.ssl.rest.";
    private static final String DEFAULT_PORT = "8081";
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,15})\\s*([a-zµ]*)");

    private final FlinkConfigFile file;

    FlinkConfig(Path path) {
        this.file = FlinkConfigFile.read(path);
    }

    private boolean speaksTls() {
        return file.isTrue(REST_SSL + "enabled", SSL + "enabled");
    }

    /** Returns where the REST API is. */
    URI url() {
        String host = file.require("a client", "rest.address", "jobmanager.rpc.address");
        String port = Objects.requireNonNullElse(file.text("rest.port", "web.port"), DEFAULT_PORT);
        String path = Objects.requireNonNullElse(file.text("rest.path", "rest.url-prefix"), "");
        String url =
                (speaksTls() ? "https://" : "http://")
                        + authority(host, port)
                        + (path.isEmpty() || path.startsWith("/") ? path : "/" + path);
        try {
            URI uri = new URI(url);
            if (uri.getHost() != null && uri.getPort() > 0) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw new IllegalArgumentException(
                file
                        + " gives no URL, but '"
                        + url
                        + "'; expected a host in rest.address, 1 to 65535 in rest.port, and a path in"
                        + " rest.url-prefix");
    }

    /** Joins host and port; an IPv6 address needs brackets. */
    static String authority(String host, String port) {
        boolean bareIpv6 = host.indexOf(':') >= 0 && !host.startsWith("[");
        return (bareIpv6 ? "[" + host + "]" : host) + ":" + port;
    }

    /** Returns how long to try to connect; null if the file does not say. */
    @Nullable Duration connectTimeout() {
        Setting setting = file.get("rest.connection-timeout");
        if (setting == null) {
            return null;
        }
        Duration timeout = duration(Objects.requireNonNull(setting.value()));
        if (timeout == null || timeout.isZero() || timeout.isNegative()) {
            throw file.bad(setting, "a positive duration such as '15 s', '500ms' or 15000");
        }
        return timeout;
    }

    private static @Nullable Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text.toLowerCase(Locale.ROOT));
        try {
            if (!matcher.matches()) {
                return Duration.parse(text);
            }
            ChronoUnit unit =
                    switch (matcher.group(2)) {
                        case "", "ms", "milli", "millis", "millisecond", "milliseconds" ->
                                ChronoUnit.MILLIS;
                        case "s", "sec", "secs", "second", "seconds" -> ChronoUnit.SECONDS;
                        case "m", "min", "minute", "minutes" -> ChronoUnit.MINUTES;
                        case "h", "hour", "hours" -> ChronoUnit.HOURS;
                        case "d", "day", "days" -> ChronoUnit.DAYS;
                        case "µs", "micro", "micros", "microsecond", "microseconds" ->
                                ChronoUnit.MICROS;
                        case "ns", "nano", "nanos", "nanosecond", "nanoseconds" -> ChronoUnit.NANOS;
                        default -> null;
                    };
            return unit == null ? null : Duration.of(Long.parseLong(matcher.group(1)), unit);
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    /**
     * Returns whom to trust and what to show; null if the server speaks plain http.
     *
     * @param changes what the caller sets beyond the file
     */
    @Nullable TlsOptions tls(UnaryOperator<TlsOptions.Builder> changes) {
        if (!speaksTls()) {
            return null;
        }
        TlsOptions.Builder options = TlsOptions.builder().minimumVersion(minimumVersion());
        Setting store = file.get(REST_SSL + "truststore", SSL + "truststore");
        if (store != null) {
            options.trustStore(
                    Path.of(Objects.requireNonNull(store.value())),
                    secret("the trust store", "truststore-password"));
        }
        Setting fingerprints = file.get(REST_SSL + "cert.fingerprint");
        if (fingerprints != null) {
            trust(options, fingerprints);
        }
        if (file.isTrue(REST_SSL + "authentication-enabled")) {
            options.keyStore(
                    Path.of(
                            file.require(
                                    "mutual authentication",
                                    REST_SSL + "keystore",
                                    SSL + "keystore")),
                    secret("the key store", "keystore-password"),
                    secret("the key store", "key-password"));
        }
        Setting verify = file.get(SSL + "verify-hostname");
        TlsOptions tls;
        try {
            tls = changes.apply(options).build();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    REST_SSL + "* in " + file + ": " + e.getMessage(), e);
        }
        if (verify != null && !file.isTrue(verify.key()) && !tls.acceptsAnyHostName()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0}:{1} switches {2} off, but names of hosts are checked all the same;"
                            + " insecureAcceptAnyHostName of TlsOptions ends that",
                    file,
                    Integer.toString(verify.line()),
                    verify.key());
        }
        return tls;
    }

    private String secret(String what, String key) {
        return file.require(what, REST_SSL + key, SSL + key);
    }

    private void trust(TlsOptions.Builder options, Setting fingerprints) {
        for (String fingerprint : String.valueOf(fingerprints.value()).split(",", -1)) {
            try {
                options.trustFingerprint(fingerprint);
            } catch (IllegalArgumentException e) {
                throw file.bad(fingerprints, "SHA-1 fingerprints, with commas between them");
            }
        }
    }

    /** Returns the oldest of the versions that Flink is told to speak. */
    private TlsVersion minimumVersion() {
        Setting setting = file.get(SSL + "protocol");
        if (setting == null) {
            return TlsVersion.TLS_1_2;
        }
        List<String> named =
                Arrays.stream(String.valueOf(setting.value()).split(",", -1))
                        .map(String::strip)
                        .toList();
        return Arrays.stream(TlsVersion.values())
                .filter(version -> named.contains(version.protocol()))
                .findFirst()
                .orElseThrow(
                        () ->
                                file.bad(
                                        setting,
                                        "TLSv1.2 or TLSv1.3; older versions are not spoken"));
    }
}
