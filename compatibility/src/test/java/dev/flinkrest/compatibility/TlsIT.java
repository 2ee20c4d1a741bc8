package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.embedded.EmbeddedFlink;
import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.PlanOptions;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.TlsOptions;
import dev.flinkrest.rest.TlsVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that speak TLS, and those that want to know their clients too. */
@Timeout(180)
class TlsIT {
    @TempDir private static Path directory;

    private static TlsFiles server;
    private static TlsFiles me;
    private static TlsFiles stranger;

    @BeforeAll
    static void makeKeys() throws Exception {
        server = new TlsFiles(directory, "server", "ip:127.0.0.1", "ip:::1");
        me = new TlsFiles(directory, "me");
        stranger = new TlsFiles(directory, "stranger", "ip:127.0.0.1");
    }

    static Stream<String> versions() {
        return ClusterUnderTest.versions();
    }

    private static Map<String, String> settings(String address, String stores) throws Exception {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("rest.address", address);
        settings.put("rest.bind-address", address);
        settings.put("rest.port", String.valueOf(freePort(address)));
        settings.put("security.ssl.rest.enabled", "true");
        settings.put("security.ssl.protocol", "TLSv1.2");
        settings.put("security.ssl.rest.keystore", server.keyStore(stores).toString());
        settings.put("security.ssl.rest.keystore-password", TlsFiles.PASSWORD);
        settings.put("security.ssl.rest.key-password", TlsFiles.PASSWORD);
        settings.put("security.ssl.rest.truststore", server.trustStore(stores, me).toString());
        settings.put("security.ssl.rest.truststore-password", TlsFiles.PASSWORD);
        if (Runtime.version().feature() >= 24) { // the JDK has switched Flink's default off
            settings.put("security.ssl.algorithms", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
        }
        return settings;
    }

    private static int freePort(String address) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getAllByName(address)[0])) {
            return socket.getLocalPort();
        }
    }

    private static EmbeddedFlink start(String version, Map<String, String> settings) {
        return EmbeddedFlink.builder().version(version).configuration(settings).start();
    }

    private static FlinkRestClient client(URI url, TlsOptions.Builder options) {
        return FlinkRestClient.builder().url(url).tls(options.build()).build();
    }

    private static TlsOptions.Builder trusting() throws Exception {
        return TlsOptions.builder().trustCertificates(server.certificatePem());
    }

    private static void refused(FlinkRestClient client, String... messages) {
        try (client) {
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(client::overview)
                    .withMessageContainingAll(messages)
                    .satisfies(e -> assertThat(e.maybeSent()).isFalse());
        }
    }

    @ParameterizedTest(name = "Flink {0}")
    @MethodSource("versions")
    void speaksTls(String version) throws Exception {
        try (EmbeddedFlink cluster = start(version, settings("127.0.0.1", "PKCS12"))) {
            URI url = cluster.uri();
            assertThat(url).hasScheme("https");
            for (TlsOptions.Builder options :
                    List.of(
                            trusting(),
                            TlsOptions.builder()
                                    .trustStore(server.trustStore("PKCS12"), TlsFiles.PASSWORD),
                            TlsOptions.builder()
                                    .trustStore(server.trustStore("JKS"), TlsFiles.PASSWORD))) {
                try (FlinkRestClient flink = client(url, options)) {
                    assertThat(flink.overview().flinkVersion()).isEqualTo(version);
                }
            }
            try (FlinkRestClient flink = client(url, trusting())) {
                JobId job =
                        flink.jars()
                                .uploadAndRun(
                                        ClusterUnderTest.JAR,
                                        RunOptions.builder()
                                                .arguments("--records", "1", "--rate", "0")
                                                .build());
                ClusterUnderTest.await(
                        () -> flink.jobs().get(job).state(), JobStatus.FINISHED::equals);
            }
            refused(
                    FlinkRestClient.connect(url),
                    "no TLS connection to "
                            + url
                            + ": its certificate is of no CA that this client"
                            + " trusts; trust that CA");
            refused(
                    client(URI.create("https://localhost:" + url.getPort()), trusting()),
                    "its certificate is not for 'localhost' but for",
                    "127.0.0.1");
            TlsOptions.Builder newest = trusting().minimumVersion(TlsVersion.TLS_1_3);
            if (!heedsNoProtocol(version)) {
                refused(
                        client(url, newest),
                        "it speaks no version of TLS that this client may; see"
                                + " security.ssl.protocol");
            } else {
                try (FlinkRestClient flink = client(url, newest)) {
                    assertThat(flink.overview().flinkVersion()).isEqualTo(version);
                }
            }
            saysThatItSpeaksHttps(url);
        }
    }

    /**
     * From 1.18 on, Flink sets the protocol that it was told where it sets whom it trusts, which is
     * only where both sides are authenticated ({@code SSLUtils.createRestNettySSLContext}).
     */
    private static boolean heedsNoProtocol(String version) {
        return FlinkVersion.parse(version).orElseThrow().isAtLeast(FlinkVersion.V1_18);
    }

    /** What comes by plain http is answered 301, writes too. */
    private static void saysThatItSpeaksHttps(URI url) {
        String sentence =
                " answered 301: the server at "
                        + url.getRawAuthority()
                        + " speaks https; connect to "
                        + url;
        try (FlinkRestClient flink = FlinkRestClient.get(url.getHost(), url.getPort())) {
            assertThatExceptionOfType(ServerErrorException.class)
                    .isThrownBy(flink::overview)
                    .withMessage("GET /overview" + sentence);
            JarId jar = JarId.of("12b969df26f8f7bc553b3fde61895c07_job.jar");
            assertThatExceptionOfType(ServerErrorException.class)
                    .isThrownBy(() -> flink.jars().getPlan(jar, PlanOptions.builder().build()))
                    .withMessage("POST /jars/:jarid/plan" + sentence);
        }
    }

    @ParameterizedTest(name = "Flink {0}")
    @MethodSource("versions")
    void authenticatesBothSides(String version) throws Exception {
        Map<String, String> settings = settings("127.0.0.1", "JKS");
        settings.put("security.ssl.rest.authentication-enabled", "true");
        if (!version.startsWith("1.13.")) { // which speaks 1.2 alone
            settings.put("security.ssl.protocol", "TLSv1.3");
            settings.put("security.ssl.algorithms", "TLS_AES_128_GCM_SHA256");
        }
        try (EmbeddedFlink cluster = start(version, settings)) {
            URI url = cluster.uri();
            for (TlsOptions.Builder options :
                    List.of(
                            trusting().clientCertificate(me.certificatePem(), me.keyPem()),
                            trusting().keyStore(me.keyStore("PKCS12"), TlsFiles.PASSWORD),
                            trusting().keyStore(me.keyStore("JKS"), TlsFiles.PASSWORD))) {
                try (FlinkRestClient flink = client(url, options)) {
                    assertThat(flink.overview().flinkVersion()).isEqualTo(version);
                }
            }
            for (TlsOptions.Builder options :
                    List.of(
                            trusting(),
                            trusting().keyStore(stranger.keyStore("JKS"), TlsFiles.PASSWORD))) {
                try (FlinkRestClient flink = client(url, options)) {
                    assertThatExceptionOfType(ConnectionException.class)
                            .isThrownBy(flink::overview)
                            .withMessageContainingAll(
                                    "TLS connection to " + url,
                                    "it wants a certificate of the client that it trusts",
                                    "set one by clientCertificate or keyStore of TlsOptions");
                }
            }
            readsTheServersOwnConfiguration(settings, version);
        }
    }

    private static void readsTheServersOwnConfiguration(
            Map<String, String> settings, String version) throws IOException {
        String lines =
                settings.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue() + "\n")
                        .collect(Collectors.joining());
        for (String name : List.of("config.yaml", "flink-conf.yaml")) {
            Path file = Files.writeString(directory.resolve(name), lines);
            try (FlinkRestClient flink = FlinkRestClient.fromFlinkConfig(file)) {
                assertThat(flink.overview().flinkVersion()).isEqualTo(version);
            }
        }
    }

    @ParameterizedTest(name = "Flink {0}")
    @MethodSource("versions")
    void listensAtAnIpv6Address(String version) throws Exception {
        try {
            freePort("::1");
        } catch (SocketException e) {
            assumeTrue(false, "this machine has no IPv6 loopback address: " + e.getMessage());
        }
        Map<String, String> settings = settings("::1", "PKCS12");
        try (EmbeddedFlink cluster = start(version, settings);
                FlinkRestClient flink =
                        client(
                                URI.create("https://[::1]:" + settings.get("rest.port")),
                                trusting())) {
            assertThat(cluster.uri().getHost()).startsWith("[");
            assertThat(flink.overview().flinkVersion()).isEqualTo(version);
            readsTheServersOwnConfiguration(settings, version);
            refused(
                    client(
                            cluster.uri(),
                            TlsOptions.builder().trustCertificates(stranger.certificatePem())),
                    "no TLS connection to https://[",
                    "its certificate is of no CA that this client trusts");
        }
    }
}
