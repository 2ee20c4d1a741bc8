package dev.flinkrest.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTest {

    @TempDir Path home;

    private void write(String release) throws IOException {
        Path java = home.resolve("bin").resolve("java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), release);
    }

    @Test
    void theDefaultIsThatOfThisJvm() {
        Path own = Path.of(System.getProperty("java.home"));
        assertThat(Jdk.own()).isEqualTo(Jdk.at(own));
        assertThat(Jdk.own().feature()).isEqualTo(Runtime.version().feature());
    }

    @Test
    void readsWhichReleaseItIs() throws IOException {
        write("IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"17.0.15\"\n");
        assertThat(Jdk.at(home)).isEqualTo(new Jdk(home.resolve("bin").resolve("java"), 17));
    }

    @Test
    void saysWhatIsNoJdk() throws IOException {
        EmbeddedFlink.Builder builder = EmbeddedFlink.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.javaHome(home))
                .withMessage("javaHome is " + home + ", but there is no bin/java that can be run");
        write("IMPLEMENTOR=\"Somebody\"\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.javaHome(home))
                .withMessageContaining("does not tell its version");
    }
}
