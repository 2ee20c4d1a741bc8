package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.embedded.EmbeddedFlink;
import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.JobIdWithStatus;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.TlsOptions;
import dev.flinkrest.testkit.Fault;
import dev.flinkrest.testkit.FaultPlan;
import dev.flinkrest.testkit.FaultProxy;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real nginx between the library and real Flinks: what gateways do to calls, and what is said.
 */
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NginxIT {
    /** After which many gateways cut connections that nothing travels on. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    private static final Map<String, EmbeddedFlink> SERVERS = new HashMap<>();
    private static final String PASSWORD = Secrets.PASSWORD;

    private static Nginx idle;
    private static FlinkRestClient idling;
    private static JarId idlingJar;
    private static long idleSince;

    @TempDir private Path directory;

    @BeforeAll
    static void beginsToIdle(@TempDir Path directory) throws Exception {
        Nginx.assume();
        String server = "keepalive_timeout " + IDLE.toSeconds() + "s;\n" + location(newest());
        idle = Nginx.start(directory, server);
        idling = client(idle);
        idlingJar = idling.jars().upload(ClusterUnderTest.JAR).jarId();
        useManyConnections(idling, idlingJar);
        idleSince = System.nanoTime();
    }

    @AfterAll
    static void stops() {
        if (idle != null) {
            idling.close();
            idle.close();
        }
        SERVERS.values().forEach(EmbeddedFlink::close);
    }

    private static URI flink(String version) {
        String home = System.getProperty("flink.java.home", "");
        return SERVERS.computeIfAbsent(
                        version,
                        name -> {
                            var builder = EmbeddedFlink.builder().version(name).slots(8);
                            return (home.isEmpty() ? builder : builder.javaHome(Path.of(home)))
                                    .start();
                        })
                .uri();
    }

    private static URI newest() {
        return flink(ClusterUnderTest.versions().reduce((first, second) -> second).orElseThrow());
    }

    private static String location(URI upstream, String... directives) {
        return "location /flink/prod/ {\n    "
                + String.join("\n    ", directives)
                + "\n    proxy_pass "
                + upstream
                + "/;\n}\n";
    }

    private static URI prefixed(Nginx nginx) {
        return nginx.uri().resolve("/flink/prod/");
    }

    private static FlinkRestClient client(Nginx nginx) {
        return FlinkRestClient.connect(prefixed(nginx));
    }

    /** All lines of its log that were not for the prefix. */
    private static List<String> elsewhere(Nginx nginx) throws Exception {
        return nginx.answered().stream()
                .filter(line -> !line.matches(".*\"[A-Z]+ /flink/prod/[^ ]* HTTP/1.1\".*"))
                .toList();
    }

    @ParameterizedTest(name = "Flink {0}")
    @MethodSource("dev.flinkrest.compatibility.ClusterUnderTest#versions")
    void doesAllBehindTlsAPrefixAndAPassword(String version) throws Exception {
        Files.writeString(directory.resolve("users"), "ann:{PLAIN}" + PASSWORD + "\n");
        TlsFiles tls = new TlsFiles(directory, "gateway", "ip:127.0.0.1");
        TlsOptions trust = TlsOptions.builder().trustCertificates(tls.certificatePem()).build();
        String server =
                "ssl_certificate "
                        + tls.certificatePem()
                        + ";\nssl_certificate_key "
                        + tls.keyPem()
                        + ";\n"
                        + location(
                                flink(version),
                                "auth_basic Flink;",
                                "auth_basic_user_file " + directory.resolve("users") + ";",
                                "client_max_body_size 64m;");
        // what a segment can hold that paths are made of
        Path jar = Files.copy(ClusterUnderTest.JAR, directory.resolve("my job+1 %41.jar"));
        try (Nginx nginx = Nginx.start(directory, "https", server);
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url(prefixed(nginx))
                                .tls(trust)
                                .basicAuth("ann", PASSWORD)
                                .build()) {
            JarId id = flink.jars().upload(jar).jarId();
            assertThat(id.toString()).endsWith("_my job+1 %41.jar");
            JobId job =
                    flink.jars()
                            .run(
                                    id,
                                    RunOptions.builder()
                                            .arguments("--name", "Behind a gateway", "--rate", "9")
                                            .build());
            flink.jobs().await(job, JobStatus.RUNNING, ClusterUnderTest.PATIENCE);
            assertThat(flink.jobs().get(job).name()).isEqualTo("Behind a gateway");
            assertThat(flink.jobManager().getLog("flink.log").downloadInto(directory))
                    .content()
                    .contains(job.toString());
            flink.jobs().terminate(job);
            flink.jobs().await(job, JobStatus.CANCELED, ClusterUnderTest.PATIENCE);
            flink.jars().delete(id);
            assertThat(flink.jars().all().files()).extracting(one -> one.id()).doesNotContain(id);
            assertThat(elsewhere(nginx)).isEmpty();

            for (var stranger :
                    List.of(
                            FlinkRestClient.builder(),
                            FlinkRestClient.builder().basicAuth("ann", "wrong"))) {
                try (FlinkRestClient client = stranger.url(prefixed(nginx)).tls(trust).build()) {
                    assertThatExceptionOfType(ServerErrorException.class)
                            .isThrownBy(client::overview)
                            .withMessageContaining("401 Authorization Required")
                            .withMessageContaining("wants other credentials")
                            .satisfies(e -> assertThat(e.status()).isEqualTo(401));
                }
            }
            try (FlinkRestClient trusting =
                    FlinkRestClient.builder()
                            .url(prefixed(nginx))
                            .basicAuth("ann", PASSWORD)
                            .build()) {
                assertThatExceptionOfType(ConnectionException.class)
                        .isThrownBy(trusting::overview)
                        .satisfies(e -> assertThat(e.maybeSent()).isFalse());
            }
        }
    }

    /** A gateway that wants a token, which has run out meanwhile, and to know for whom. */
    @Test
    void sendsTokenAndHeadersAndATokenAnewWhenItHasRunOut() throws Exception {
        String server =
                "if ($http_authorization != \"Bearer "
                        + Secrets.TOKEN
                        + "-2\") { return 401; }\n"
                        + "if ($http_x_tenant != blue) { return 403; }\n"
                        + location(newest());
        AtomicInteger tokens = new AtomicInteger();
        try (Nginx nginx = Nginx.start(directory, server);
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url(prefixed(nginx))
                                .bearerToken(() -> Secrets.TOKEN + "-" + tokens.incrementAndGet())
                                .headers(() -> Map.of("X-Tenant", "blue"))
                                .build()) {
            JarId jar = flink.jars().upload(ClusterUnderTest.JAR).jarId();
            flink.jars().delete(jar);
            assertThat(tokens).hasValue(2);
            assertThat(nginx.answered())
                    .extracting(
                            line -> line.replaceAll(".*\"([A-Z]+ .*) HTTP/1.1\" (\\d+).*", "$1 $2"))
                    .containsExactly(
                            "POST /flink/prod/jars/upload 401",
                            "POST /flink/prod/jars/upload 200",
                            "DELETE /flink/prod/jars/" + jar + " 200");
        }
    }

    /** nginx refuses by the length that is announced, while the rest is still on its way. */
    @ParameterizedTest
    @ValueSource(strings = {"lingering_close on;", "lingering_close off;"})
    void saysThatAnUploadIsTooLarge(String closing) throws Exception {
        Path large = directory.resolve("large.jar");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.write(new byte[] {'P', 'K', 3, 4});
            file.setLength(50_000_000);
        }
        try (Nginx nginx = Nginx.start(directory, location(newest(), closing));
                FlinkRestClient flink = client(nginx)) {
            for (int attempt = 0; attempt < 5; attempt++) {
                assertThatExceptionOfType(ServerErrorException.class)
                        .isThrownBy(() -> flink.jars().upload(large))
                        .withMessageContaining("413 Request Entity Too Large")
                        .withMessageContaining(
                                "the request is larger than the server or a proxy before it allows")
                        .satisfies(e -> assertThat(e.status()).isEqualTo(413));
            }
            assertThat(nginx.answered()).hasSize(5); // none was sent twice
            assertThat(flink.overview().taskmanagers()).isEqualTo(1);
            flink.jars().delete(flink.jars().upload(ClusterUnderTest.JAR).jarId());
        }
    }

    @Test
    void saysThatThereIsNoServerBehindTheGateway() throws Exception {
        try (Nginx nginx = Nginx.start(directory, location(URI.create("http://127.0.0.1:1")));
                FlinkRestClient flink = client(nginx)) {
            assertThatExceptionOfType(ServerErrorException.class)
                    .isThrownBy(flink::overview)
                    .withMessageContaining("GET /overview answered 502")
                    .withMessageContaining("502 Bad Gateway")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("<", "\n"));
            assertThatExceptionOfType(ServerErrorException.class)
                    .isThrownBy(() -> flink.jars().delete(JarId.of("a.jar")))
                    .satisfies(e -> assertThat(e.status()).isEqualTo(502))
                    .satisfies(e -> assertThat(e.maybeSent()).isTrue());
            assertThat(nginx.answered()).filteredOn(line -> line.contains("DELETE")).hasSize(1);
        }
    }

    /** Connections that were kept, and are cut about when they are wanted. */
    @Test
    void doesNotNoticeConnectionsThatAreCutJustNow() throws Exception {
        String server = "keepalive_timeout 1s;\n" + location(newest());
        try (Nginx nginx = Nginx.start(directory, server);
                FlinkRestClient flink = client(nginx)) {
            JarId jar = flink.jars().upload(ClusterUnderTest.JAR).jarId();
            for (int round = 0; round < 3; round++) {
                useManyConnections(flink, jar);
                Thread.sleep(1_000 + 300L * round);
            }
            requireOneJobEach(flink, nginx, 24);
        }
    }

    /** The last test; the connections are idle while the others run. */
    @Test
    @Order(Integer.MAX_VALUE)
    void doesNotNoticeConnectionsThatWereCutAfterHalfAMinute() throws Exception {
        long left = idleSince + IDLE.plusSeconds(1).toNanos() - System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(left);
        Set<String> before = connections(idle.answered().stream());
        int answered = idle.answered().size();
        useManyConnections(idling, idlingJar);
        requireOneJobEach(idling, idle, 16);
        assertThat(connections(idle.answered().stream().skip(answered)))
                .as("connections, none of which was used before")
                .isNotEmpty()
                .doesNotContainAnyElementsOf(before);
    }

    private static Set<String> connections(Stream<String> answers) {
        return answers.map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .collect(Collectors.toSet());
    }

    private static void useManyConnections(FlinkRestClient flink, JarId jar) {
        List<CompletableFuture<?>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(CompletableFuture.supplyAsync(flink::overview));
            calls.add(CompletableFuture.supplyAsync(() -> start(flink, jar)));
        }
        calls.forEach(CompletableFuture::join);
    }

    /** Asserts that so many jobs were started by as many requests. */
    private static void requireOneJobEach(FlinkRestClient flink, Nginx nginx, int jobs)
            throws Exception {
        assertThat(flink.jobs().all())
                .extracting(JobIdWithStatus::id)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(jobs);
        assertThat(nginx.answered())
                .filteredOn(line -> line.contains("/run "))
                .hasSize(jobs)
                .allMatch(line -> line.contains("/run HTTP/1.1\" 200 "));
    }

    private static JobId start(FlinkRestClient flink, JarId jar) {
        return flink.jars()
                .run(jar, RunOptions.builder().arguments("--records", "1", "--rate", "0").build());
    }

    @Test
    void saysThatAnAnswerCameTooLateForTheGateway() throws Exception {
        FaultPlan late = line -> line.contains("/overview") ? Fault.DELAY : Fault.NONE;
        try (FaultProxy slow = FaultProxy.start(NginxIT::newest, late, Duration.ofSeconds(3));
                Nginx nginx =
                        Nginx.start(directory, location(slow.uri(), "proxy_read_timeout 1s;"));
                FlinkRestClient flink = client(nginx)) {
            assertThatExceptionOfType(ServerErrorException.class)
                    .isThrownBy(flink::overview)
                    .withMessageContaining("GET /overview answered 504")
                    .withMessageContaining("504 Gateway Time-out")
                    .satisfies(e -> assertThat(e.status()).isEqualTo(504));
        }
    }

    /** The gateway gives up; the job runs all the same, and is found instead of started again. */
    @Test
    void startsAJobOnceWhoseAnswerCameTooLateForTheGateway() throws Exception {
        FaultPlan late = FaultPlan.script(Fault.DELAY).on(line -> line.contains("/run "));
        try (FaultProxy slow = FaultProxy.start(NginxIT::newest, late, Duration.ofSeconds(4));
                Nginx nginx =
                        Nginx.start(directory, location(slow.uri(), "proxy_read_timeout 2s;"));
                FlinkRestClient flink = client(nginx)) {
            JarId jar = flink.jars().upload(ClusterUnderTest.JAR).jarId();
            List<JobId> before = flink.jobs().ids();
            JobId job = start(flink, jar);
            assertThat(slow.incidents()).hasSize(1);
            assertThat(nginx.answered()).filteredOn(line -> line.contains("/run ")).hasSize(1);
            assertThat(flink.jobs().ids()).contains(job).hasSize(before.size() + 1);
        }
    }

    @Test
    void endsWithWhoStartedIt() throws Exception {
        Nginx nginx = Nginx.start(directory, location(URI.create("http://127.0.0.1:1")));
        ProcessHandle shell = nginx.process();
        List<ProcessHandle> all = new ArrayList<>(shell.descendants().toList());
        all.add(shell);
        assertThat(all).hasSizeGreaterThanOrEqualTo(3).allMatch(ProcessHandle::isAlive);
        nginx.close();
        ClusterUnderTest.await(
                () -> all.stream().filter(ProcessHandle::isAlive).toList(), List::isEmpty);
        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(
                        () ->
                                FlinkRestClient.connect(nginx.uri())
                                        .with(
                                                CallOptions.NONE.withCallTimeout(
                                                        Duration.ofSeconds(5)))
                                        .overview());
    }
}
