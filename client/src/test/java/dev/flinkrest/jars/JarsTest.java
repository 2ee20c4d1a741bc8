package dev.flinkrest.jars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.ApplicationId;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.internal.jars.JarsInUse;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.UploadProgress;
import dev.flinkrest.support.FakeCaller;
import dev.flinkrest.support.FakeCaller.Reply;
import dev.flinkrest.support.FakeTicker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarsTest {
    private static final JobId JOB = JobId.of("02b969df26f8f7bc553b3fde61895c07");
    private static final JarId JAR = JarId.of("u_job.jar");

    @TempDir private Path directory;

    private static FakeCaller server(FlinkVersion version) {
        return new FakeCaller(
                version,
                request -> {
                    if (request.target().endsWith("/upload")) {
                        return Reply.ok(
                                "{\"filename\":\"/tmp/flink-web-upload/u_job.jar\",\"status\":\"success\"}");
                    }
                    return Reply.ok(
                            request.target().endsWith("/run")
                                    ? "{\"jobid\":\"" + JOB + "\"}"
                                    : "{}");
                });
    }

    private Path jar(String name, byte... bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes);
    }

    @Test
    void sendsArgumentsAsAListWholeAndInOrder() {
        FakeCaller server = server(FlinkVersion.V2_3);
        RunOptions options =
                RunOptions.builder()
                        .arguments("--name", "a b", "", "é,\"")
                        .entryClass("a.Main")
                        .parallelism(2)
                        .jobId(JOB)
                        .savepointPath("file:/sp")
                        .allowNonRestoredState(true)
                        .build();
        assertThat(new Jars(server).run(JAR, options)).isEqualTo(JOB);
        assertThat(server.asked)
                .containsExactly(
                        "POST /jars/u_job.jar/run {\"entryClass\":\"a.Main\",\"programArgsList\":[\"--name\","
                                + "\"a b\",\"\",\"é,\\\"\"],\"parallelism\":2,\"jobId\":\""
                                + JOB
                                + "\",\"savepointPath\":\"file:/sp\",\"allowNonRestoredState\":true}");
    }

    @Test
    void runsAnApplicationWithAnIdOfItsChoice() {
        FakeCaller server =
                FakeCaller.always(FlinkVersion.V2_3, "{\"applicationid\":\"" + JOB + "\"}");
        ApplicationId id = ApplicationId.of(JOB.value());
        RunApplicationOptions options =
                RunApplicationOptions.builder()
                        .arguments("--rate", "5")
                        .claimMode(ClaimMode.CLAIM)
                        .savepointPath("file:/sp")
                        .applicationId(id)
                        .build();
        assertThat(new Jars(server).runApplication(JAR, options)).isEqualTo(id);
        assertThat(server.asked)
                .containsExactly(
                        "POST /jars/u_job.jar/run-application {\"programArgsList\":[\"--rate\",\"5\"],"
                                + "\"savepointPath\":\"file:/sp\",\"claimMode\":\"CLAIM\",\"applicationId\":\""
                                + id
                                + "\"}");
    }

    @Test
    void rendersPairsAsOptions() {
        FakeCaller server = server(FlinkVersion.V2_3);
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("rate", 5);
        arguments.put("name", "");
        new Jars(server).run(JAR, RunOptions.builder().arguments(arguments).jobId(JOB).build());
        assertThat(server.asked)
                .containsExactly(
                        "POST /jars/u_job.jar/run {\"programArgsList\":[\"--rate\",\"5\",\"--name\",\"\"],"
                                + "\"jobId\":\""
                                + JOB
                                + "\"}");
    }

    @Test
    void namesTheClaimModeAsTheServersVersionDoes() {
        RunOptions options = RunOptions.builder().claimMode(ClaimMode.NO_CLAIM).build();
        assertThat(options.body(() -> FlinkVersion.V1_20)).containsOnlyKeys("claimMode");
        assertThat(options.body(() -> FlinkVersion.V1_19)).containsOnlyKeys("restoreMode");
        assertThat(options.body(() -> FlinkVersion.V1_15)).containsOnlyKeys("restoreMode");
    }

    @Test
    void refusesWhatTheServersVersionDoesNotKnowBeforeAnythingIsSent() throws IOException {
        FakeCaller server = server(FlinkVersion.V1_13);
        Path jar = jar("job.jar", (byte) 'P', (byte) 'K', (byte) 3, (byte) 4);
        assertThatExceptionOfType(UnsupportedByServerException.class)
                .isThrownBy(
                        () ->
                                new Jars(server)
                                        .uploadAndRun(
                                                jar,
                                                RunOptions.builder()
                                                        .claimMode(ClaimMode.CLAIM)
                                                        .build()))
                .withMessage(
                        "POST /jars/:jarid/run: claimMode came with Flink 1.15; the server is 1.13.0. Leave it"
                                + " out: such a server behaves as with LEGACY")
                .satisfies(e -> assertThat(e.maybeSent()).isFalse());
        assertThatExceptionOfType(UnsupportedByServerException.class)
                .isThrownBy(
                        () ->
                                new Jars(server)
                                        .getPlan(
                                                JAR,
                                                PlanOptions.builder()
                                                        .flinkConfiguration("a.b", "c")
                                                        .build()))
                .withMessageContaining(
                        "flinkConfiguration came with Flink 1.17; the server is 1.13.0");
        assertThat(server.asked).isEmpty();
    }

    @Test
    void uploadsAnApplicationOnlyWhereThereAreSome() throws IOException {
        Path jar = jar("job.jar", (byte) 'P', (byte) 'K', (byte) 3, (byte) 4);
        FakeCaller old = server(FlinkVersion.V2_2);
        assertThatExceptionOfType(UnsupportedByServerException.class)
                .isThrownBy(
                        () ->
                                new Jars(old)
                                        .uploadAndRunApplication(
                                                jar,
                                                RunApplicationOptions.none(),
                                                UploadProgress.NONE));
        assertThat(old.asked).isEmpty();

        FakeCaller server =
                FakeCaller.always(
                        FlinkVersion.V2_3,
                        "{\"filename\":\"/tmp/u_job.jar\",\"applicationid\":\"" + JOB + "\"}");
        ApplicationId id = ApplicationId.of(JOB.value());
        var options = RunApplicationOptions.builder().applicationId(id).build();
        assertThat(new Jars(server).uploadAndRunApplication(jar, options, UploadProgress.NONE))
                .isEqualTo(id);
        assertThat(server.asked)
                .containsExactly(
                        "POST /jars/upload <file job.jar>",
                        "POST /jars/u_job.jar/run-application {\"applicationId\":\"" + id + "\"}");
    }

    @Test
    void uploadsRunsAndDeletes() throws IOException {
        FakeCaller server = server(FlinkVersion.V2_3);
        Path jar = jar("job.jar", (byte) 'P', (byte) 'K', (byte) 3, (byte) 4);
        RunOptions options = RunOptions.builder().jobId(JOB).deleteJarAfterRun(true).build();
        assertThat(new Jars(server).uploadAndRun(jar, options)).isEqualTo(JOB);
        assertThat(server.asked)
                .containsExactly(
                        "POST /jars/upload <file job.jar>",
                        "POST /jars/u_job.jar/run {\"jobId\":\"" + JOB + "\"}",
                        "DELETE /jars/u_job.jar");
    }

    @Test
    void deletesTheJarAlsoWhenItDoesNotRunAndKeepsTheReason() {
        FakeCaller server =
                new FakeCaller(
                        FlinkVersion.V2_3, request -> new Reply(500, "{\"errors\":[\"no\"]}"));
        assertThatExceptionOfType(ServerErrorException.class)
                .isThrownBy(
                        () ->
                                new Jars(server)
                                        .run(
                                                JAR,
                                                RunOptions.builder()
                                                        .deleteJarAfterRun(true)
                                                        .build()))
                .withMessageContaining("/run");
        assertThat(server.asked).hasSize(2).last().isEqualTo("DELETE /jars/u_job.jar");
    }

    @Test
    void refusesFilesThatAreNoJars() throws IOException {
        Jars jars = new Jars(server(FlinkVersion.V2_3));
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> jars.upload(directory.resolve("nope.jar")))
                .withMessageContaining("nope.jar")
                .withMessageContaining("no such jar");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jars.upload(directory))
                .withMessageContaining("is a directory; expected a jar file");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jars.upload(jar("empty.jar")))
                .withMessageContaining("empty.jar' is empty; expected a jar file");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jars.upload(jar("text.jar", (byte) 'P', (byte) 'K')))
                .withMessageContaining("is not a zip file; expected a jar file");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                jars.upload(
                                        jar("job.zip", (byte) 'P', (byte) 'K', (byte) 3, (byte) 4)))
                .withMessageContaining(
                        "does not end in .jar; Flink takes no other name, so rename it");
    }

    @Test
    void refusesWhatFlinkRefusesForItsName() {
        Jars jars = new Jars(server(FlinkVersion.V2_3));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                jars.upload(
                                        jar("JOB.JAR", (byte) 'P', (byte) 'K', (byte) 3, (byte) 4)))
                .withMessageContaining("does not end in .jar");
    }

    @Test
    void refusesPairsWithoutAValue() {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("rate", null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunOptions.builder().arguments(arguments))
                .withMessage("an argument is null in [--rate, null]; expected texts");
    }

    @Test
    void refusesOptionsThatSayNothingUseful() {
        RunOptions.Builder options = RunOptions.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.parallelism(0))
                .withMessage("parallelism is 0; expected at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.entryClass(" "))
                .withMessage("entryClass is blank; expected a non-blank text");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.savepointPath(""))
                .withMessageContaining("savepointPath is blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.arguments("a", null))
                .withMessageContaining("an argument is null in [a, null]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.flinkConfiguration("", "x"))
                .withMessageContaining("configuration key is blank");
    }

    @Test
    void findsTheJarsIdInThePathThatTheServerKeepsItUnder() {
        assertThat(new JarUpload("/tmp/flink-web-upload/u_a b.jar", "success").jarId())
                .isEqualTo(JarId.of("u_a b.jar"));
        assertThat(new JarUpload("/tmp/flink-web-upload/u_a\\b.jar", "success").jarId())
                .isEqualTo(JarId.of("u_a\\b.jar"));
        assertThat(new JarUpload("C:\\flink\\u_a.jar", "success").jarId())
                .isEqualTo(JarId.of("u_a.jar"));
    }

    /** A gateway gives up just before the client would. */
    @Test
    void uploadsAgainOnlyWithinTheTimeOfOneCall() throws IOException {
        Path jar = jar("job.jar", (byte) 'P', (byte) 'K', (byte) 3, (byte) 4);
        FakeTicker ticker = new FakeTicker();
        List<Duration> bounds = new ArrayList<>();
        FakeCaller server =
                new FakeCaller(
                        FlinkVersion.V2_3,
                        request -> {
                            bounds.add(request.options().callTimeout());
                            ticker.now += Duration.ofMinutes(3).toNanos();
                            return new Reply(504, "<html>late");
                        });
        assertThatExceptionOfType(ServerErrorException.class)
                .isThrownBy(
                        () ->
                                new Jars(server, new JarsInUse(), OptionalLong::empty, ticker)
                                        .upload(jar));
        assertThat(bounds).containsExactly(Duration.ofMinutes(5), Duration.ofMinutes(2));
    }
}
