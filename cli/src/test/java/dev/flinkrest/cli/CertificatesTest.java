package dev.flinkrest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.cli.support.CannedFlink;
import dev.flinkrest.cli.support.ServerKey;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Speaks TLS with servers whose certificates are right and wrong. */
class CertificatesTest {
    @TempDir Path home;

    private Runner runner;

    @BeforeEach
    void go() {
        runner = new Runner(home);
    }

    private Runner.Result set(CannedFlink flink, String... options) {
        String[] all = new String[options.length + 5];
        System.arraycopy(
                new String[] {"context", "set", "c", "--url", flink.uri().toString()},
                0,
                all,
                0,
                5);
        System.arraycopy(options, 0, all, 5, options.length);
        Runner.Result result = runner.run(all);
        assertThat(result.code()).as(result.err()).isZero();
        return result;
    }

    @Test
    void refusesWhatNobodyVouchesFor() throws Exception {
        ServerKey key = new ServerKey(home, "ip:127.0.0.1");
        try (CannedFlink flink = new CannedFlink("2.3.0", key)) {
            set(flink);
            Runner.Result refused = runner.run("job", "list", "-o", "name");
            assertThat(refused.code()).isEqualTo(5);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err()).contains("certificate").doesNotContain("\tat ");

            set(flink, "--ca", key.certificate().toString());
            assertThat(runner.run("job", "list", "-o", "name").out()).contains("684916bb");
            Runner.Result doctor = runner.run("doctor");
            assertThat(doctor.code()).as(doctor.err()).isZero();
            assertThat(doctor.out()).contains("TLS").contains("CN=canned");

            set(flink, "--ca", "", "--fingerprint", key.fingerprint());
            assertThat(runner.run("job", "list", "-o", "name").code()).isZero();
            set(flink, "--fingerprint", "0".repeat(64));
            assertThat(runner.run("job", "list", "-o", "name").code()).isEqualTo(5);
        }
    }

    @Test
    void looksOnWhenOneServerIsDown() throws Exception {
        ServerKey key = new ServerKey(home, "ip:127.0.0.1");
        try (CannedFlink flink = new CannedFlink("2.3.0", key)) {
            String urls = flink.uri() + ",https://127.0.0.1:1";
            String ca = key.certificate().toString();
            runner.run("context", "set", "c", "--url", urls, "--ca", ca);
            Runner.Result doctor = runner.run("doctor");
            assertThat(doctor.code()).as(doctor.err()).isZero();
            assertThat(doctor.out())
                    .contains("CN=canned")
                    .containsPattern(
                            "TLS +WARNING +TLS to https://127.0.0.1:1 cannot be looked at");
        }
    }

    @Test
    void warnsInALineOfOtherHostsCertificates() throws Exception {
        ServerKey key = new ServerKey(home, "dns:flink.example");
        try (CannedFlink flink = new CannedFlink("2.3.0", key)) {
            set(flink, "--ca", key.certificate().toString());
            Runner.Result refused = runner.run("job", "list");
            assertThat(refused.code()).isEqualTo(5);
            assertThat(refused.err()).contains("127.0.0.1");

            set(flink, "--insecure-accept-any-host-name");
            PrintStream before = System.err;
            ByteArrayOutputStream logged = new ByteArrayOutputStream();
            System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
            try {
                assertThat(runner.run("job", "list").code()).isZero();
            } finally {
                System.setErr(before);
            }
            assertThat(logged.toString(StandardCharsets.UTF_8))
                    .startsWith("warning: ")
                    .contains("issued for any host")
                    .hasLineCount(1);
        }
    }

    @Test
    void warnsWhenOthersCanReadTheContexts() throws Exception {
        try (CannedFlink flink = new CannedFlink("2.3.0")) {
            set(flink);
            Path file = home.resolve(".config/flinkctl/contexts.json");
            assertThat(runner.run("job", "list").err()).isEmpty();
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
            assertThat(runner.run("job", "list").err())
                    .isEqualTo(
                            "warning: others can read your contexts; try: chmod 600 "
                                    + file
                                    + "\n");
            // a shell that completes wants no talk
            assertThat(runner.run("__complete", "--", "job", "get", "68"))
                    .extracting(Runner.Result::code, Runner.Result::err)
                    .containsExactly(0, "");
        }
    }
}
