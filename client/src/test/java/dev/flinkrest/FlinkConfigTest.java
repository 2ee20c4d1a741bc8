package dev.flinkrest;

import static dev.flinkrest.support.RawServer.OVERVIEW;
import static dev.flinkrest.support.RawServer.ok;
import static dev.flinkrest.support.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.TlsOptions;
import dev.flinkrest.support.RawServer;
import dev.flinkrest.support.TestAuthority;
import dev.flinkrest.support.TestAuthority.Identity;
import dev.flinkrest.support.Warnings;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FlinkConfigTest {
    private static final String SECRET = "hunter2";

    @TempDir private Path directory;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private Path config(String... lines) throws IOException {
        return file("config.yaml", String.join("\n", lines) + "\n");
    }

    private static String url(Path path) {
        try (FlinkRestClient flink = FlinkRestClient.fromFlinkConfig(path)) {
            return flink.toString().replaceAll("FlinkRestClient\\[(.*)\\]", "$1");
        }
    }

    private static void refused(Path path, String... messages) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlinkRestClient.fromFlinkConfig(path))
                .satisfies(
                        e -> {
                            assertThat(e).hasMessageContainingAll(messages);
                            for (Throwable t = e; t != null; t = t.getCause()) {
                                assertThat(t.toString()).doesNotContain(SECRET);
                            }
                        });
    }

    @Test
    void readsYamlNestedOrFlat() throws IOException {
        String expected = "http://flink.example:8082/prod/";
        assertThat(
                        url(
                                config(
                                        "rest.address: flink.example # ours",
                                        "'rest.port': 8082",
                                        "rest.url-prefix: \"/prod/\"",
                                        "jobmanager.rpc.address: other",
                                        "env.java.opts.all: '--add-exports=java.base/sun.net.util=ALL-UNNAMED'")))
                .isEqualTo(expected);
        assertThat(
                        url(
                                config(
                                        "---",
                                        "rest:",
                                        "  address: &host flink.example",
                                        "  port: 8082",
                                        "  url-prefix: /prod/",
                                        "  bind-address: 0.0.0.0",
                                        "blob: { server: { port: 6124 } }",
                                        "classloader:",
                                        "  parent-first-patterns: [a, b]",
                                        "metrics.scope.jm:")))
                .isEqualTo(expected);
        assertThat(url(config("jobmanager:", "  rpc.address: ::1"))).isEqualTo("http://[::1]:8081");
    }

    @Test
    void readsTheOlderFormLineByLine() throws IOException {
        Path path =
                file(
                        "flink-conf.yaml",
                        """
                        # the cluster
                        rest.address: first.example
                        rest.address:   flink.example   # the later wins
                        rest.port: 8082 # not: 8083
                        secret-%s:without-a-space
                        jobmanager.rpc.address:\t
                          env.java.opts: -Da=b: c * & {
                        """
                                .formatted(SECRET));
        try (Warnings warnings = new Warnings()) {
            assertThat(url(directory)).isEqualTo("http://flink.example:8082");
            assertThat(warnings.messages)
                    .containsExactly(
                            path
                                    + ":5 is not of the form 'key: value', and is passed over as Flink does",
                            path
                                    + ":6 is not of the form 'key: value', and is passed over as Flink does");
        }
    }

    @Test
    void findsTheFileInADirectory() throws IOException {
        refused(directory, directory + " has neither config.yaml nor flink-conf.yaml");
        Path standard = config("rest.address: new.example");
        assertThat(url(directory)).isEqualTo("http://new.example:8081");
        Path legacy = file("flink-conf.yaml", "rest.address: old.example\n");
        refused(
                directory,
                directory
                        + " has both config.yaml and flink-conf.yaml; Flink reads the latter up to"
                        + " 1.20 and the former from 2.0 on, so name the file");
        assertThat(url(standard)).isEqualTo("http://new.example:8081");
        assertThat(url(legacy)).isEqualTo("http://old.example:8081");
        Files.delete(standard);
        assertThat(url(directory)).isEqualTo("http://old.example:8081");
        Path missing = directory.resolve("missing.yaml");
        refused(missing, "Flink's configuration " + missing + " does not exist");
    }

    @Test
    void refusesWhatComesToMoreThanItSeems() throws IOException {
        StringBuilder laughs = new StringBuilder("a0: &a0 {x: 1, y: 2}\n");
        for (int i = 1; i < 25; i++) {
            laughs.append("a%1$d: &a%1$d {x: *a%2$d, y: *a%2$d}\n".formatted(i, i - 1));
        }
        for (String text : List.of("a: &a {b: *a}", "a: " + "{b: ".repeat(99_999), laughs + "")) {
            Path file = Files.writeString(directory.resolve("config.yaml"), text);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FlinkRestClient.fromFlinkConfig(file))
                    .withMessageStartingWith(file.toString())
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
        }
    }

    @Test
    void quotesNoPages() throws IOException {
        String page = "x".repeat(9_999);
        for (String text : List.of("rest.address: " + page, page + ": 1\n" + page + ": 2")) {
            Path file = Files.writeString(directory.resolve("config.yaml"), text);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FlinkRestClient.fromFlinkConfig(file))
                    .withMessageStartingWith(file.toString())
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
        }
    }

    @Test
    void saysWhereYamlIsWrongButNotWhatStandsThere() throws IOException {
        for (String line :
                new String[] {
                    "a: *" + SECRET,
                    "a: '" + SECRET,
                    "a: b: " + SECRET,
                    "a: @" + SECRET,
                    "a: {" + SECRET
                }) {
            Path path = config("rest.address: x", "p.password: " + SECRET, line);
            refused(
                    path,
                    path + ":",
                    "is no YAML; a value with characters such as",
                    "wants quotes");
        }
        Path twice = config("rest.port: 1", "rest:", "  port: 2");
        refused(twice, twice + ":3: rest.port was set before, in line 1");
        refused(config("- rest.address"), "config.yaml holds no settings; expected 'key: value'");
        refused(config(""), "config.yaml does not set rest.address or jobmanager.rpc.address");
        refused(config("rest.address:", "rest.port: 1"), "does not set rest.address");
    }

    @Test
    void makesNoObjects() throws IOException {
        // a parser that did would connect to where the class is from
        assertThat(url(config("rest.address: x", "a: !!java.net.URL [\"http://127.0.0.1:1\"]")))
                .isEqualTo("http://x:8081");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rest.port: many | gives no URL, but 'http://x:many'",
                "rest.port: 0 | gives no URL, but 'http://x:0'; expected a host in rest.address, 1 to"
                        + " 65535 in rest.port",
                "rest.port: 65536 | has a port that is not in 1 to 65535",
                "rest.port: [1, 2] | config.yaml:2: rest.port has a bad value; expected one value",
                "rest.url-prefix: '/a b' | gives no URL, but 'http://x:8081/a b'",
                "rest.connection-timeout: 15 fortnights | config.yaml:2: rest.connection-timeout is '15"
                        + " fortnights'; expected a positive duration",
                "rest.connection-timeout: 0 | rest.connection-timeout is '0'; expected a positive",
                "security.ssl.rest.enabled: yes | config.yaml:2: security.ssl.rest.enabled is 'yes';"
                        + " expected true or false",
                "security.ssl: { rest.enabled: true, protocol: TLSv1.1 } | config.yaml:2:"
                        + " security.ssl.protocol is 'TLSv1.1'; expected TLSv1.2 or TLSv1.3",
                "security.ssl.rest: { enabled: true, cert.fingerprint: 12 } | is '12'; expected SHA-1"
                        + " fingerprints",
                "security.ssl.rest: { enabled: true, truststore: a.jks } | does not set"
                        + " security.ssl.rest.truststore-password or security.ssl.truststore-password,"
                        + " which the trust store wants",
                "security.ssl.rest: { enabled: true, truststore: a.jks, truststore-password: hunter2 } |"
                        + " security.ssl.rest.* in",
                "security.ssl.rest: { enabled: true, truststore: a.jks, truststore-password: [hunter2] }"
                        + " | security.ssl.rest.truststore-password has a bad value; expected one value",
                "security.ssl.rest: { enabled: true, authentication-enabled: true } | does not set"
                        + " security.ssl.rest.keystore or security.ssl.keystore, which mutual"
                        + " authentication wants"
            })
    void saysWhichValueIsBad(String line, String message) throws IOException {
        refused(config("rest.address: x", line), message);
    }

    @ParameterizedTest
    @CsvSource({
        "15000, PT15S",
        "15 s, PT15S",
        "500ms, PT0.5S",
        "2 Min, PT2M",
        "1h, PT1H",
        "1 day, PT24H",
        "PT3S, PT3S",
        "7 micros, PT0.000007S",
        "9 ns, PT0.000000009S"
    })
    void readsDurationsAsFlinkWritesThem(String text, Duration expected) throws IOException {
        Path path = config("rest.address: x", "rest.connection-timeout: " + text);
        assertThat(new FlinkConfig(path).connectTimeout()).isEqualTo(expected);
    }

    @Test
    void leavesOtherBoundsAsTheyWereSet() throws Exception {
        try (RawServer silent = new RawServer((request, socket) -> {})) {
            Path path =
                    config(
                            "rest.address: 127.0.0.1",
                            "rest.port: " + silent.uri().getPort(),
                            "rest.connection-timeout: 9 s");
            try (FlinkRestClient flink =
                    FlinkRestClient.builder()
                            .callOptions(CallOptions.NONE.withCallTimeout(Duration.ofMillis(200)))
                            .flinkConfig(path)
                            .build()) {
                assertThatExceptionOfType(DeadlineExceededException.class)
                        .isThrownBy(flink::overview);
            }
        }
    }

    /** A server with mutual authentication, and the files that its configuration names. */
    private record Secured(RawServer server, Identity identity, List<String> settings)
            implements AutoCloseable {
        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    private Secured secured(String host) throws Exception {
        TestAuthority authority = new TestAuthority("CA");
        Identity identity = authority.issue("flink", host);
        Path trust =
                TestAuthority.write(
                        TestAuthority.trustStore("JKS", authority.certificate),
                        SECRET,
                        directory.resolve("trust.jks"));
        Path keys =
                TestAuthority.write(
                        identity.store("JKS", "of the key"), SECRET, directory.resolve("key.jks"));
        SSLServerSocket listener =
                (SSLServerSocket)
                        authority
                                .serverContext(identity)
                                .getServerSocketFactory()
                                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        listener.setNeedClientAuth(true);
        RawServer server =
                new RawServer(listener, (request, socket) -> write(socket, ok(OVERVIEW)));
        List<String> settings =
                List.of(
                        "rest.address: 127.0.0.1",
                        "rest.port: " + server.uri().getPort(),
                        "security.ssl.rest.enabled: true",
                        "security.ssl.rest.authentication-enabled: true",
                        "security.ssl.truststore: " + trust,
                        "security.ssl.rest.truststore-type: JKS",
                        "security.ssl.truststore-password: " + SECRET,
                        "security.ssl.rest.keystore: " + keys,
                        "security.ssl.rest.keystore-password: " + SECRET,
                        "security.ssl.rest.key-password: of the key");
        return new Secured(server, identity, settings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.yaml", "flink-conf.yaml"})
    void connectsByTlsWithBothSidesAuthenticated(String name) throws Exception {
        try (Secured cluster = secured("127.0.0.1")) {
            Path path = file(name, String.join("\n", cluster.settings()));
            try (FlinkRestClient flink = FlinkRestClient.fromFlinkConfig(path)) {
                assertThat(flink).hasToString("FlinkRestClient[" + cluster.server().uri() + "]");
                assertThat(flink.overview().slotsTotal()).isEqualTo(8);
            }
        }
    }

    @Test
    void takesTheSwitchThatFlinkHadBefore2() throws IOException {
        assertThat(url(config("rest.address: x", "security.ssl.enabled: true")))
                .isEqualTo("https://x:8081");
        assertThat(
                        url(
                                config(
                                        "rest.address: x",
                                        "security.ssl.enabled: true",
                                        "security.ssl.rest.enabled: FALSE",
                                        "security.ssl.rest.truststore: missing.jks")))
                .isEqualTo("http://x:8081");
    }

    @Test
    void checksHostsAlsoWhereTheFileSaysNot() throws Exception {
        try (Secured cluster = secured("flink.example");
                Warnings warnings = new Warnings()) {
            Path path =
                    config(
                            String.join("\n", cluster.settings()),
                            "security.ssl.verify-hostname: false");
            try (FlinkRestClient flink = FlinkRestClient.fromFlinkConfig(path)) {
                assertThat(warnings.messages)
                        .containsExactly(
                                path
                                        + ":11 switches security.ssl.verify-hostname off, but names of hosts"
                                        + " are checked all the same; insecureAcceptAnyHostName of TlsOptions"
                                        + " ends that");
                assertThatExceptionOfType(ConnectionException.class)
                        .isThrownBy(flink::overview)
                        .withMessageContaining("not for '127.0.0.1' but for flink.example");
            }
            try (FlinkRestClient flink =
                    FlinkRestClient.builder()
                            .flinkConfig(path, TlsOptions.Builder::insecureAcceptAnyHostName)
                            .build()) {
                assertThat(flink.overview().slotsTotal()).isEqualTo(8);
                assertThat(warnings.messages)
                        .hasSize(2)
                        .last()
                        .asString()
                        .contains("accepts certificates that were issued for any host");
            }
        }
    }

    @Test
    void trustsTheFingerprintInTheFileAlone() throws Exception {
        try (Secured cluster = secured("127.0.0.1")) {
            byte[] sha1 =
                    MessageDigest.getInstance("SHA-1")
                            .digest(cluster.identity().certificate().getEncoded());
            String settings = String.join("\n", cluster.settings());
            String key = "security.ssl.rest.cert.fingerprint: ";
            Path right =
                    config(
                            settings,
                            key
                                    + "'"
                                    + "00".repeat(20)
                                    + ","
                                    + HexFormat.of().formatHex(sha1)
                                    + "'");
            try (FlinkRestClient flink = FlinkRestClient.fromFlinkConfig(right)) {
                assertThat(flink.overview().slotsTotal()).isEqualTo(8);
            }
            Path wrong = config(settings, key + "'" + "00".repeat(20) + "'");
            try (FlinkRestClient flink = FlinkRestClient.fromFlinkConfig(wrong)) {
                assertThatExceptionOfType(ConnectionException.class)
                        .isThrownBy(flink::overview)
                        .withMessageContaining("the fingerprint of its certificate is ");
            }
        }
    }
}
