package dev.flinkrest.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flinkrest.cluster.ClusterOverview;
import dev.flinkrest.jars.JarUpload;
import dev.flinkrest.jobs.JobDetails;
import dev.flinkrest.jobs.JobOverview;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.jobs.JobsOverview;
import dev.flinkrest.jobs.vertices.ExecutionState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A comparison is worth nothing if its peers do not do the same. */
class PeersTest {
    private static final int TENTH = 10;

    @Test
    void bodiesAreAsLargeAsTheReportSays() {
        assertLength(Get.SMALL, 231);
        assertLength(Get.DETAILS, 30_000);
        assertLength(Get.OVERVIEW, 4_000_000);
    }

    private static void assertLength(Get what, int expected) {
        assertThat(what.bodyBytes()).isCloseTo(expected, within(expected / TENTH));
    }

    @Test
    void allPeersDecodeTheSame(@TempDir Path directory) throws Exception {
        Path jar = Files.write(directory.resolve("job.jar"), new byte[] {'P', 'K', 3, 4, 5, 6, 7});
        Map<Get, Map<Peer.Kind, Object>> replies = new EnumMap<>(Get.class);
        Map<Peer.Kind, Object> uploads = new HashMap<>();
        try (ServerProcess server = ServerProcess.start()) {
            for (Peer.Kind kind : Peer.Kind.values()) {
                try (Peer peer = kind.open(server.port())) {
                    if (kind == Peer.Kind.FLOOR) {
                        continue; // decodes nothing
                    }
                    for (Get what : Get.values()) {
                        replies.computeIfAbsent(what, key -> new HashMap<>())
                                .put(kind, peer.get(what));
                    }
                    peer.upload(jar);
                    uploads.put(kind, peer.upload(jar)); // again on the same connection
                }
            }
        }
        replies.values().forEach(PeersTest::assertAllEqual);
        assertAllEqual(uploads);

        var overview = (ClusterOverview) replies.get(Get.SMALL).get(Peer.Kind.THIS);
        assertThat(overview.slotsFreeAndBlocked()).isEqualTo(8);
        var details = (JobDetails) replies.get(Get.DETAILS).get(Peer.Kind.THIS);
        assertThat(details.vertices()).hasSize(details.plan().nodes().size());
        assertThat(details.statusCounts())
                .containsEntry(ExecutionState.RUNNING, details.vertices().size());
        var jobs = ((JobsOverview) replies.get(Get.OVERVIEW).get(Peer.Kind.JDK)).jobs();
        assertThat(jobs.size()).isEqualTo(9_500); // does not print them all
        assertThat(jobs.stream().map(JobOverview::state)).doesNotContain(JobStatus.UNKNOWN);
        assertThat(((JarUpload) uploads.get(Peer.Kind.THIS)).jarId().value()).endsWith("_job.jar");
    }

    private static void assertAllEqual(Map<Peer.Kind, Object> values) {
        assertThat(values).hasSize(Peer.Kind.values().length - 1);
        Object ours = unwrap(values.get(Peer.Kind.THIS));
        values.forEach(
                (peer, value) -> assertThat(unwrap(value).equals(ours)).as(peer.title()).isTrue());
    }

    /** Where the handle hands out what is in the reply. */
    private static Object unwrap(Object value) {
        return value instanceof JobsOverview overview ? overview.jobs() : value;
    }
}
