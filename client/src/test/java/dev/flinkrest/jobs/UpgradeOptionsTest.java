package dev.flinkrest.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.ClaimMode;
import dev.flinkrest.jars.RunOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UpgradeOptionsTest {
    private static final JarId JAR = JarId.of("u_job.jar");
    private static final Path FILE = Path.of("job.jar");
    private static final RunOptions RUN = RunOptions.none();

    @Test
    void wantsANewVersionAndAWayBack() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpgradeOptions.builder().withoutRollback().build())
                .withMessage("newVersion is not set; expected a jar");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpgradeOptions.builder().newVersion(JAR, RUN).build())
                .withMessage(
                        "oldVersion is not set, so there is no way back if the new version does not come up."
                                + " Name the jar and the options of what runs now, or call withoutRollback()");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                UpgradeOptions.builder()
                                        .newVersion(FILE, RUN)
                                        .oldVersion(JAR, RUN)
                                        .withoutRollback()
                                        .build())
                .withMessageContaining("withoutRollback() was called; expected one of them");
        assertThat(UpgradeOptions.builder().newVersion(FILE, RUN).withoutRollback().build())
                .hasToString(
                        "UpgradeOptions[newVersion=Version[jar=null, file=job.jar, options="
                                + RUN
                                + "], oldVersion=null, stop="
                                + StopOptions.none()
                                + "]");
    }

    @Test
    void refusesOptionsThatTheUpgradeSetsItself() {
        UpgradeOptions.Builder builder = UpgradeOptions.builder();
        RunOptions id = RunOptions.builder().jobId(JobId.of("a".repeat(32))).build();
        RunOptions savepoint = RunOptions.builder().savepointPath("file:/sp").build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.newVersion(JAR, id))
                .withMessageStartingWith("the options name the job id aaaaaaaa");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.oldVersion(FILE, savepoint))
                .withMessageStartingWith("the options name the savepoint file:/sp; expected none");
        RunOptions deleting = RunOptions.builder().deleteJarAfterRun(true).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.newVersion(JAR, deleting))
                .withMessageStartingWith(
                        "the options delete the jar after the run, and name no file");
        assertThat(builder.newVersion(FILE, deleting).oldVersion(FILE, deleting)).isSameAs(builder);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.startTimeout(Duration.ZERO))
                .withMessage("startTimeout is PT0S; expected a positive duration");
    }

    @Test
    void keepsTheSavepointForTheWayBack() {
        RunOptions claiming = RunOptions.builder().claimMode(ClaimMode.CLAIM).build();
        UpgradeOptions.Builder builder =
                UpgradeOptions.builder().newVersion(JAR, claiming).oldVersion(JAR, RUN);
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContaining("may delete the savepoint that the way back needs");
    }

    @Test
    void makesTheSameIdsOfTheSameJob() {
        JobId job = JobId.of("02b969df26f8f7bc553b3fde61895c07");
        assertThat(Upgrade.derive(job, "new version"))
                .isEqualTo(Upgrade.derive(job, "new version"))
                .matches("[0-9a-f]{32}")
                .isNotEqualTo(Upgrade.derive(job, "old version"))
                .isNotEqualTo(Upgrade.derive(JobId.of("0".repeat(32)), "new version"));
    }
}
