package dev.flinkrest.examples;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.ProxyOptions;
import dev.flinkrest.rest.TlsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** Reaches a cluster: several job managers, a gateway, mutual authentication, a proxy. */
public final class Connect {
    private Connect() {}

    /**
     * Prints how many task slots a cluster has.
     *
     * @param args the URLs of its job managers
     */
    public static void main(String[] args) {
        if (args.length == 0) {
            System.err.println("Usage: Connect URL...");
            System.exit(2);
        }
        try (FlinkRestClient flink = ofSeveral(args)) {
            System.out.println("The cluster has " + flink.overview().slotsTotal() + " slots");
        }
    }

    // several
    static FlinkRestClient ofSeveral(String... urls) {
        return FlinkRestClient.builder()
                .urls(Arrays.stream(urls).map(URI::create).toList())
                .callOptions(CallOptions.NONE.withCallTimeout(Duration.ofMinutes(1)))
                .build();
    }

    // end of several

    // gateway
    static FlinkRestClient behindGateway(String url, Path caCertificate, Path tokenFile)
            throws IOException {
        return FlinkRestClient.builder()
                .url(url) // such as https://gw.example/flink/prod/
                .tls(TlsOptions.builder().trustCertificates(caCertificate).build())
                .bearerToken(() -> read(tokenFile)) // asked again when the gateway answers 401
                .header("X-Team", "payments")
                .build();
    }

    // end of gateway

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // mutual
    static FlinkRestClient withCertificate(String url, Path directory, String keyPassword) {
        TlsOptions tls =
                TlsOptions.builder()
                        .trustCertificates(directory.resolve("ca.pem"))
                        .clientCertificate(
                                directory.resolve("client.pem"),
                                directory.resolve("client.key"),
                                keyPassword)
                        .build();
        return FlinkRestClient.builder().url(url).tls(tls).build();
    }

    // end of mutual

    // config
    static FlinkRestClient asFlinkDoes(Path flinkHome) {
        return FlinkRestClient.fromFlinkConfig(flinkHome.resolve("conf"));
    }

    // end of config

    // proxy
    static FlinkRestClient throughProxy(String url, String user, String password) {
        return FlinkRestClient.builder()
                .url(url)
                .proxy(ProxyOptions.http("proxy.example", 3128).withCredentials(user, password))
                .build();
    }
    // end of proxy
}
