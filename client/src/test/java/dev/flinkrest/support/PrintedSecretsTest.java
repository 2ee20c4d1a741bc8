package dev.flinkrest.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows that what {@link PrintedSecretsCheck} searches would be found. */
class PrintedSecretsTest {
    @TempDir private Path directory;

    private Path report(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void namesFileAndLine() throws IOException {
        Path first = report("a/TEST-x.xml", "one\ntwo " + Secrets.TOKEN + "'\nthree\n");
        Path second = report("b.txt", "\u00e4\n\n" + Secrets.COOKIE);
        report("c.txt", "nothing\n");
        Files.write(directory.resolve("d.bin"), new byte[] {-1, 0, 10, -128});
        assertThat(PrintedSecrets.below(directory))
                .containsExactly(first + ":2: a secret as it is", second + ":3: a secret as it is");
    }

    /** Where a password begins in it depends on the length of the name. */
    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "abcd", "user"})
    void findsACredentialInBase64(String user) throws IOException {
        byte[] credential = (user + ":" + Secrets.PASSWORD).getBytes(StandardCharsets.UTF_8);
        for (Base64.Encoder encoder :
                new Base64.Encoder[] {
                    Base64.getEncoder(),
                    Base64.getUrlEncoder(),
                    Base64.getEncoder().withoutPadding()
                }) {
            Path file = report("a.txt", "Basic " + encoder.encodeToString(credential));
            assertThat(PrintedSecrets.below(directory))
                    .containsExactly(file + ":1: a secret in Base64");
        }
    }

    @Test
    void everySecretHoldsTheMark() throws IllegalAccessException {
        for (Field field : Secrets.class.getFields()) {
            boolean marked = ((String) field.get(null)).contains(Secrets.MARK);
            assertThat(marked).as(field.getName()).isTrue();
        }
    }

    /** This line must be in the report of this class, or the search sees nothing. */
    @Test
    void passesOverWhatIsPrintedOnPurpose() throws IOException {
        System.out.println(Secrets.ON_PURPOSE);
        Path file = report("a.txt", "x " + Secrets.ON_PURPOSE + "\n");
        assertThat(PrintedSecrets.hasSeen(file)).isTrue();
        assertThat(PrintedSecrets.below(directory)).isEmpty();
        Path other = report("b.txt", Secrets.ON_PURPOSE + " " + Secrets.PASSWORD);
        assertThat(PrintedSecrets.hasSeen(report("c.txt", "nothing"))).isFalse();
        assertThat(PrintedSecrets.below(directory))
                .containsExactly(other + ":1: a secret as it is");
    }
}
