package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.error.ConflictException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.JarInfo;
import dev.flinkrest.jars.PlanOptions;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.jobs.vertices.UserAccumulator;
import dev.flinkrest.plan.JobPlan;
import dev.flinkrest.rest.FlinkVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploading, planning, running and deleting jars. */
interface JarsContract {
    ClusterUnderTest cluster();

    private FlinkRestClient flink() {
        return cluster().flink();
    }

    @Test
    default void uploadsListsAndDeletesAJar() throws IOException {
        List<Long> progress = new ArrayList<>();
        var upload =
                flink().jars().upload(ClusterUnderTest.JAR, (sent, total) -> progress.add(sent));
        assertThat(upload.status()).isEqualTo("success");
        assertThat(progress).first().isEqualTo(0L);
        assertThat(progress).last().isEqualTo(Files.size(ClusterUnderTest.JAR));
        JarId jar = upload.jarId();
        JarInfo listed =
                flink().jars().all().files().stream()
                        .filter(file -> file.id().equals(jar))
                        .findFirst()
                        .orElseThrow();
        assertThat(listed.name()).isEqualTo(ClusterUnderTest.JAR.getFileName().toString());
        assertThat(listed.entry().get(0).name()).isEqualTo("dev.flinkrest.examplejob.ExampleJob");
        flink().jars().delete(jar);
        assertThat(flink().jars().all().files()).extracting(JarInfo::id).doesNotContain(jar);
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> flink().jars().delete(jar))
                .withMessageContaining(jar + " does not exist");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b.jar|a b.jar",
                "it's é😀.jar|it's é😀.jar",
                "%2F.jar|%2F.jar",
                "1.0+build.jar|1.0+build.jar",
                "back\\slash.jar|back\\slash.jar",
                // these two the server changes itself, whatever the client sends
                "semi;colon.jar|semi colon.jar",
                "quo\"te.jar|quote.jar"
            })
    default void findsAJarAgainWhateverItsName(String name, String kept, @TempDir Path directory)
            throws IOException {
        Path copy = Files.copy(ClusterUnderTest.JAR, directory.resolve(name));
        JarId jar = flink().jars().upload(copy).jarId();
        assertThat(jar.value()).endsWith("_" + kept);
        assertThat(flink().jars().all().files()).extracting(JarInfo::name).contains(kept);
        assertThat(flink().jars().getPlan(jar).nodes()).hasSize(3);
        flink().jars().delete(jar);
        assertThat(flink().jars().all().files()).extracting(JarInfo::id).doesNotContain(jar);
    }

    /** Servers take no id that is more than a file's name, and nothing else is reached by it. */
    @ParameterizedTest
    @ValueSource(strings = {"../conf/flink.properties", "a/b", "/etc/passwd", "x.jar/plan"})
    default void reachesNoFileElsewhereByAJarsId(String id) {
        String refusal = "Cannot resolve path parameter (jarid) from value \"" + id + "\"";
        JarId jar = JarId.of(id);
        assertThatExceptionOfType(ServerErrorException.class)
                .isThrownBy(() -> flink().jars().delete(jar))
                .withMessageContaining(refusal);
        assertThatExceptionOfType(ServerErrorException.class)
                .isThrownBy(() -> flink().jars().run(jar))
                .withMessageContaining(refusal);
        assertThat(cluster().server().directory().resolve("conf/flink.properties")).exists();
    }

    @Test
    default void showsThePlanOfWhatAJarWouldRun() {
        JarId jar = cluster().jobs().jar();
        JobPlan plan =
                flink().jars()
                        .getPlan(
                                jar,
                                PlanOptions.builder()
                                        .arguments("--name", "Planned job")
                                        .entryClass("dev.flinkrest.examplejob.ExampleJob")
                                        .parallelism(3)
                                        .build());
        assertThat(plan.name()).isEqualTo("Planned job");
        assertThat(plan.nodes()).extracting(JobPlan.Node::parallelism).containsOnly(3L);
        assertThat(plan.nodes()).flatExtracting(JobPlan.Node::inputs).hasSize(2);
    }

    @Test
    default void handsArgumentsOverWholeAndInOrder() {
        var jobs = cluster().jobs();
        ClusterUnderTest.await(
                () ->
                        flink()
                                .jobs()
                                .getAccumulators(jobs.running())
                                .userTaskAccumulators()
                                .stream()
                                .filter(accumulator -> accumulator.name().equals("arguments"))
                                .map(UserAccumulator::value)
                                .findFirst()
                                .orElse(""),
                value -> {
                    List<String> expected = new ArrayList<>();
                    for (int i = 0; i < jobs.arguments().size(); i++) {
                        expected.add(i + "=" + jobs.arguments().get(i));
                    }
                    return value.equals(expected.toString());
                });
    }

    @Test
    default void runsWithAJobIdOfItsChoiceAndDeletesTheJar() throws IOException {
        JobId job = JobId.random();
        int jars = flink().jars().all().files().size();
        JobId started =
                flink().jars()
                        .uploadAndRun(
                                ClusterUnderTest.JAR,
                                RunOptions.builder()
                                        .jobId(job)
                                        .arguments(Map.of("name", "Chosen", "records", 10))
                                        .parallelism(1)
                                        .deleteJarAfterRun(true)
                                        .build());
        assertThat(started).isEqualTo(job);
        assertThat(cluster().awaitState(job, JobStatus.FINISHED).name()).isEqualTo("Chosen");
        assertThat(flink().jars().all().files()).hasSize(jars);
    }

    @Test
    default void configuresAJobWhereTheServerCan() {
        RunOptions options =
                RunOptions.builder()
                        .flinkConfiguration("pipeline.object-reuse", "true")
                        .arguments("--records", "10")
                        .build();
        JarId jar = cluster().jobs().jar();
        if (cluster().isAtLeast(FlinkVersion.V1_17)) {
            JobId job = flink().jars().run(jar, options);
            assertThat(flink().jobs().getConfig(job).executionConfig().objectReuseMode()).isTrue();
        } else {
            assertThatExceptionOfType(UnsupportedByServerException.class)
                    .isThrownBy(() -> flink().jars().run(jar, options))
                    .withMessageContaining("flinkConfiguration came with Flink 1.17");
        }
    }

    @Test
    default void saysWhyAProgramDoesNotStart() {
        JarId jar = cluster().jobs().jar();
        assertThatExceptionOfType(ServerErrorException.class)
                .isThrownBy(() -> cluster().run(jar, "--main-fails", "true"))
                .withMessageContaining("as --main-fails true asked it to")
                .satisfies(e -> assertThat(e.status()).isEqualTo(400))
                .satisfies(
                        e ->
                                assertThat(e.serverStackTrace())
                                        .contains("java.lang.IllegalStateException"));
        RunOptions noSuchClass = RunOptions.builder().entryClass("no.such.Main").build();
        assertThatExceptionOfType(ServerErrorException.class)
                .isThrownBy(() -> flink().jars().run(jar, noSuchClass))
                .withMessageContaining("no.such.Main");
    }

    @Test
    default void saysThatAJobOfThatIdIsThereAlready() {
        RunOptions again = RunOptions.builder().jobId(cluster().jobs().running()).build();
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> flink().jars().run(cluster().jobs().jar(), again))
                .satisfies(
                        e ->
                                assertThat(e.serverStackTrace())
                                        .containsPattern("Duplicate\\w+Exception"));
    }
}
