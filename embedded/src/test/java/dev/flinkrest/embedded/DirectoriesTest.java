package dev.flinkrest.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoriesTest {

    @Test
    void temporaryDirectoryIsRemovedWhole() throws IOException {
        Directories directories = Directories.create(null);
        assertThat(directories.root()).isDirectory().isAbsolute();
        Files.writeString(directories.log(), "line");
        directories.remove();
        assertThat(directories.root()).doesNotExist();
        directories.remove();
    }

    @Test
    void chosenDirectoryKeepsAllButWhatFlinkLeavesBehind(@TempDir Path parent) throws IOException {
        Directories directories = Directories.create(parent.resolve("new/one"));
        Files.writeString(directories.log(), "line");
        Files.writeString(directories.root().resolve("own.txt"), "mine");
        Files.writeString(directories.uploads().resolve("job.jar"), "jar");
        Files.createDirectories(directories.temporaryFiles().resolve("minicluster_1/blobs"));
        directories.remove();
        assertThat(directories.log()).hasContent("line");
        assertThat(directories.root().resolve("own.txt")).hasContent("mine");
        assertThat(directories.uploads()).doesNotExist();
        assertThat(directories.temporaryFiles()).doesNotExist();
        assertThat(directories.classes()).doesNotExist();
    }

    @Test
    void linksAreRemovedButNotFollowed(@TempDir Path parent) throws IOException {
        Path outside =
                Files.writeString(
                        Files.createDirectory(parent.resolve("outside")).resolve("f"), "x");
        Directories directories = Directories.create(parent.resolve("one"));
        Files.createSymbolicLink(directories.temporaryFiles().resolve("link"), outside.getParent());
        directories.remove();
        assertThat(directories.temporaryFiles()).doesNotExist();
        assertThat(outside).hasContent("x");
    }
}
