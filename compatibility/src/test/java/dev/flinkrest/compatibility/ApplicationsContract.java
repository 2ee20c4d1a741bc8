package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.applications.ApplicationOverview;
import dev.flinkrest.applications.ApplicationState;
import dev.flinkrest.applications.Applications;
import dev.flinkrest.diagnostics.ConfigurationEntry;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.ApplicationId;
import dev.flinkrest.id.TriggerId;
import dev.flinkrest.jars.RunApplicationOptions;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.UploadProgress;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Applications, which are there from Flink 2.3 on. */
interface ApplicationsContract {
    ClusterUnderTest cluster();

    private FlinkRestClient flink() {
        return cluster().flink();
    }

    private Applications applications() {
        return flink().applications();
    }

    /** The application that Flink makes of a job run from a jar. */
    private ApplicationOverview ofJob(String name) {
        return applications().overview().stream()
                .filter(application -> application.name().contains(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    default void listsAndReadsApplications() {
        cluster().assume(FlinkVersion.V2_3);
        ApplicationOverview main = ofJob("Main \"job\" é");
        assertThat(main.status()).isEqualTo(ApplicationState.RUNNING);
        assertThat(main.jobs()).containsEntry("RUNNING", 1);
        assertThat(main.endTime()).isEqualTo(-1);
        var details = applications().get(main.id());
        assertThat(details.name()).isEqualTo(main.name());
        assertThat(details.timestamps()).containsKey("RUNNING");
        assertThat(details.jobs())
                .singleElement()
                .satisfies(
                        job -> {
                            assertThat(job.jid()).isEqualTo(cluster().jobs().running());
                            assertThat(job.state()).isEqualTo(JobStatus.RUNNING);
                        });
        assertThat(applications().ids()).contains(main.id());
        assertThat(applications().getJobManagerConfig(main.id()))
                .extracting(ConfigurationEntry::key)
                .contains("rest.address");
        assertThat(applications().getExceptions(main.id())).isEmpty();
    }

    @Test
    default void runsAJarAsAnApplicationAndCancelsIt() throws IOException {
        cluster().assume(FlinkVersion.V2_3);
        ApplicationId id = ApplicationId.of(TriggerId.random().value());
        var options =
                RunApplicationOptions.builder()
                        .applicationId(id)
                        .arguments("--name", "Applied", "--rate", "5", "--main-delay", "1000")
                        .build();
        assertThat(
                        flink().jars()
                                .uploadAndRunApplication(
                                        ClusterUnderTest.JAR, options, UploadProgress.NONE))
                .isEqualTo(id);
        ClusterUnderTest.await(
                        () -> applications().get(id),
                        details ->
                                details.status() == ApplicationState.RUNNING
                                        && details.jobs().stream()
                                                .anyMatch(job -> job.state() == JobStatus.RUNNING))
                .jobs()
                // cancelled before its job's tasks run, an application may be CANCELING for ever
                .forEach(job -> cluster().awaitRunning(job.jid()));
        applications().cancel(id);
        ClusterUnderTest.await(
                () -> applications().get(id),
                details -> details.status() == ApplicationState.CANCELED);
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> applications().cancel(id));
    }

    @Test
    default void readsWhatFailedInAnApplication() {
        cluster().assume(FlinkVersion.V2_3);
        var options = RunApplicationOptions.builder().arguments("--main-fails", "true").build();
        ApplicationId id = flink().jars().runApplication(cluster().jobs().jar(), options);
        ClusterUnderTest.await(
                () -> applications().get(id),
                details -> details.status() == ApplicationState.FAILED);
        assertThat(applications().getExceptions(id))
                .anySatisfy(
                        exception -> {
                            assertThat(exception.stacktrace())
                                    .contains("as --main-fails true asked it to");
                            assertThat(exception.jobId()).isNull();
                            assertThat(exception.timestamp()).isPositive();
                        });
    }
}
