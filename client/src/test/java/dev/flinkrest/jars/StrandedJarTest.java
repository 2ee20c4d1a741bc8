package dev.flinkrest.jars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.internal.jars.JarsInUse;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Request;
import dev.flinkrest.support.FakeCaller;
import dev.flinkrest.support.FakeCaller.Reply;
import dev.flinkrest.support.FakeTicker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Submission where the job manager that has the jar is gone, and another one answers. */
class StrandedJarTest {
    private static final JobId JOB = JobId.of("02b969df26f8f7bc553b3fde61895c07");
    private static final RunOptions OPTIONS = RunOptions.builder().jobId(JOB).build();

    private final List<String> asked = new ArrayList<>();
    private boolean firstAnswerIsLost;
    private int uploads;
    private Path jar;

    @BeforeEach
    void makeJar(@TempDir Path directory) throws IOException {
        jar = Files.write(directory.resolve("job.jar"), new byte[] {'P', 'K', 3, 4});
    }

    /** Has jars of one upload, which are gone, and those of the next. */
    private Reply answer(Request<?> request) {
        String line = request.toString().replaceAll(" \\{.*", "");
        if (asked.isEmpty() || !asked.get(asked.size() - 1).equals(line)) {
            asked.add(line);
        }
        if (line.startsWith("POST /jars/upload")) {
            return Reply.ok(
                    "{\"filename\":\"/x/" + ++uploads + "_job.jar\",\"status\":\"success\"}");
        }
        if (line.startsWith("GET /jobs/")) {
            return new Reply(404, "{\"errors\":[\"no such job\"]}");
        }
        if (line.contains("/1_job.jar/run")) {
            boolean maybeSent = firstAnswerIsLost;
            firstAnswerIsLost = false;
            throw new ConnectionException("POST /jars/:jarid/run", maybeSent, "is gone", null);
        }
        return Reply.ok("{\"jobid\":\"" + JOB + "\"}");
    }

    private Jars jars() {
        return new Jars(
                new FakeCaller(FlinkVersion.V2_3, this::answer),
                new JarsInUse(),
                OptionalLong::empty,
                new FakeTicker());
    }

    @Test
    void goesToTheNextServerAtOnceIfItCertainlyDidNotBegin() throws IOException {
        assertThat(jars().uploadAndRun(jar, OPTIONS)).isEqualTo(JOB);
        assertThat(asked)
                .containsExactly(
                        "POST /jars/upload <file job.jar>",
                        "POST /jars/1_job.jar/run",
                        "POST /jars/upload <file job.jar>",
                        "POST /jars/2_job.jar/run");
    }

    @Test
    void goesToTheNextServerWhenTheJobDoesNotAppearThere() throws IOException {
        firstAnswerIsLost = true;
        assertThat(jars().uploadAndRun(jar, OPTIONS)).isEqualTo(JOB);
        assertThat(asked)
                .containsSubsequence(
                        "POST /jars/1_job.jar/run",
                        "GET /jobs/" + JOB,
                        "POST /jars/1_job.jar/run",
                        "POST /jars/upload <file job.jar>",
                        "GET /jobs/" + JOB,
                        "POST /jars/2_job.jar/run");
        assertThat(uploads).isEqualTo(2);
    }

    @Test
    void deletesTheJarThatRan() throws IOException {
        jars().uploadAndRun(jar, RunOptions.builder().jobId(JOB).deleteJarAfterRun(true).build());
        assertThat(asked).last().isEqualTo("DELETE /jars/2_job.jar");
    }

    @Test
    void leavesItOpenWhereOnlyTheUserHasTheJar() {
        firstAnswerIsLost = true;
        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> jars().run(JarId.of("1_job.jar"), OPTIONS))
                .withMessageContaining("whether job " + JOB + " was started is not known")
                .withMessageContaining("is gone")
                .satisfies(e -> assertThat(e.maybeSent()).isTrue());
        assertThat(uploads).isZero();
    }
}
