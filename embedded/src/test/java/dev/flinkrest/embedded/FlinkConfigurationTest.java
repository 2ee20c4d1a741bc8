package dev.flinkrest.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlinkConfigurationTest {

    private static final Directories DIRECTORIES =
            new Directories(Path.of("base").toAbsolutePath(), true);

    @Test
    void everythingIsOnLoopbackAndBelowTheDirectory() {
        Map<String, String> all = FlinkConfiguration.ofCluster(DIRECTORIES, Map.of());
        assertThat(all)
                .containsEntry("rest.bind-address", "127.0.0.1")
                .containsEntry("jobmanager.bind-host", "127.0.0.1")
                .containsEntry("taskmanager.bind-host", "127.0.0.1")
                .containsEntry("rest.port", "0")
                .containsEntry("rest.bind-port", "0");
        for (String key :
                new String[] {"web.upload.dir", "web.tmpdir", "io.tmp.dirs", "web.log.path"}) {
            assertThat(Path.of(all.get(key))).startsWithRaw(DIRECTORIES.root());
        }
        assertThat(all)
                .doesNotContainKeys(
                        "state.savepoints.dir", "execution.checkpointing.savepoint-dir");
    }

    @Test
    void entriesWinOverDefaults() {
        Map<String, String> all =
                FlinkConfiguration.ofCluster(
                        DIRECTORIES, Map.of("rest.flamegraph.enabled", "true", "a.b", "c"));
        assertThat(all).containsEntry("rest.flamegraph.enabled", "true").containsEntry("a.b", "c");
    }

    @Test
    void chosenPortIsTheOneToListenAt() {
        assertThat(FlinkConfiguration.ofCluster(DIRECTORIES, Map.of("rest.port", "8099")))
                .containsEntry("rest.port", "8099")
                .containsEntry("rest.bind-port", "8099");
        assertThat(FlinkConfiguration.ofCluster(DIRECTORIES, Map.of("rest.bind-port", "8000-8010")))
                .containsEntry("rest.port", "0")
                .containsEntry("rest.bind-port", "8000-8010");
    }

    @Test
    void highlyAvailableOnesShareTheirStorageButNoPort() {
        Path storage = Path.of("shared").toAbsolutePath();
        Map<String, String> all =
                FlinkConfiguration.ofHighlyAvailable(
                        DIRECTORIES, "1.17.2", storage, Map.of("heartbeat.interval", "5"));
        assertThat(all)
                .containsEntry("high-availability.type", "zookeeper")
                .containsEntry("high-availability.storageDir", "file://" + storage)
                .containsEntry("jobmanager.rpc.address", "127.0.0.1")
                .containsEntry("rest.bind-address", "127.0.0.1")
                .containsEntry("rest.bind-port", "0")
                .containsEntry("heartbeat.interval", "5")
                .doesNotContainKey("high-availability");
        assertThat(FlinkConfiguration.ofHighlyAvailable(DIRECTORIES, "1.16.3", storage, Map.of()))
                .containsEntry("high-availability", "zookeeper")
                .doesNotContainKey("high-availability.type");
    }

    @Test
    void historyServerIsOnLoopbackAndBelowTheDirectory() {
        Map<String, String> all =
                FlinkConfiguration.ofHistoryServer(
                        DIRECTORIES, Map.of("historyserver.archive.fs.dir", "file:///a"));
        assertThat(all)
                .containsEntry("historyserver.web.address", "127.0.0.1")
                .containsEntry("historyserver.web.port", "0")
                .containsEntry("historyserver.archive.fs.dir", "file:///a");
        assertThat(Path.of(all.get("historyserver.web.tmpdir"))).startsWithRaw(DIRECTORIES.root());
    }

    @Test
    void directoriesAreUrisWithNothingEncoded() {
        assertThat(FlinkConfiguration.uri(Path.of("/a b/é%20"))).isEqualTo("file:///a b/é%20");
    }
}
