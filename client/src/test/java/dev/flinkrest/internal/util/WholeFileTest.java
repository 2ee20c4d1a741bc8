package dev.flinkrest.internal.util;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On the real file system: what is written, where, and what is left of it when it fails. */
class WholeFileTest {
    @TempDir private Path root;
    private Path directory;
    private Path outside;

    @BeforeEach
    void makesDirectories() throws IOException {
        directory = Files.createDirectory(root.resolve("directory"));
        outside = Files.createDirectory(root.resolve("outside"));
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    /** What happens at the end of a body. */
    private interface Event {
        void happen() throws IOException;
    }

    /** A body at whose end something happens, before it is known that it is the end. */
    private static InputStream body(String text, Event atItsEnd) {
        return new FilterInputStream(body(text)) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = super.read(bytes, offset, length);
                if (count < 0) {
                    atItsEnd.happen();
                }
                return count;
            }
        };
    }

    private static InputStream broken(Exception failure) {
        return body(
                "half",
                () -> {
                    if (failure instanceof IOException io) {
                        throw io;
                    }
                    throw (RuntimeException) failure;
                });
    }

    private static List<String> in(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void writesAndReplaces() throws IOException {
        Path file = directory.resolve("a.log");
        WholeFile.write(file, () -> body("one"));
        assertThat(file).hasContent("one");
        WholeFile.write(file, () -> body("two"));
        assertThat(file).hasContent("two");
        assertThat(in(directory)).containsExactly("a.log");
    }

    @Test
    void showsNothingUnderTheNameUntilAllIsThere() throws IOException {
        Path file = Files.writeString(directory.resolve("a.log"), "before");
        AtomicBoolean looked = new AtomicBoolean();
        InputStream looking =
                body(
                        "half",
                        () -> {
                            assertThat(file).hasContent("before");
                            assertThat(in(directory))
                                    .hasSize(2)
                                    .anyMatch(name -> name.matches("\\.[-0-9a-f]{36}\\.part"));
                            looked.set(true);
                        });
        WholeFile.write(file, () -> looking);
        assertThat(looked).isTrue();
        assertThat(file).hasContent("half");
        assertThat(in(directory)).containsExactly("a.log");
    }

    @Test
    void leavesNothingBehindABodyThatBreaksOff() throws IOException {
        Path file = directory.resolve("a.log");
        for (Exception failure :
                new Exception[] {new IOException("cut"), new IllegalStateException("cut")}) {
            assertThatExceptionOfType(failure.getClass())
                    .isThrownBy(() -> WholeFile.write(file, () -> broken(failure)))
                    .withMessage("cut");
            assertThat(in(directory)).isEmpty();
        }
        Files.writeString(file, "before");
        assertThatIOException()
                .isThrownBy(() -> WholeFile.write(file, () -> broken(new IOException("cut"))));
        assertThat(in(directory)).containsExactly("a.log");
        assertThat(file).hasContent("before");
    }

    @Test
    void leavesNothingBehindABodyThatCannotBeOpened() throws IOException {
        assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                WholeFile.write(
                                        directory.resolve("a.log"),
                                        () -> {
                                            throw new IllegalStateException("refused");
                                        }));
        assertThat(in(directory)).isEmpty();
    }

    @Test
    void leavesNothingBehindWhenItCannotBeRenamed() throws IOException {
        Path file = directory.resolve("a.log");
        InputStream rival =
                body(
                        "log",
                        () -> {
                            Files.createDirectory(file);
                            Files.createFile(file.resolve("full"));
                        });
        assertThatIOException().isThrownBy(() -> WholeFile.write(file, () -> rival));
        assertThat(in(directory)).containsExactly("a.log");
        assertThat(in(file)).containsExactly("full");
    }

    @Test
    void refusesALinkBeforeAnythingIsAsked() throws IOException {
        Path precious = Files.writeString(outside.resolve("precious"), "mine");
        Path toFile = Files.createSymbolicLink(directory.resolve("a.log"), precious);
        Path dangling =
                Files.createSymbolicLink(directory.resolve("b.log"), outside.resolve("new"));
        Path toDirectory = Files.createSymbolicLink(directory.resolve("c.log"), outside);
        for (Path link : List.of(toFile, dangling, toDirectory)) {
            assertThatExceptionOfType(FileSystemException.class)
                    .isThrownBy(() -> WholeFile.write(link, WholeFileTest::mustNotBeAsked))
                    .withMessageContaining(link.getFileName() + ": is a symbolic link")
                    .withMessageContaining("name a file, or one that does not exist yet");
            assertThat(link).isSymbolicLink();
        }
        assertThat(in(directory)).containsExactly("a.log", "b.log", "c.log");
        assertThat(in(outside)).containsExactly("precious");
        assertThat(precious).hasContent("mine");
    }

    private static InputStream mustNotBeAsked() {
        throw new AssertionError("the body was asked for");
    }

    @Test
    void doesNotFollowALinkThatComesMeanwhile() throws IOException {
        Path precious = Files.writeString(outside.resolve("precious"), "mine");
        Path file = directory.resolve("a.log");
        InputStream linking =
                body(
                        "log",
                        () -> {
                            Files.createSymbolicLink(file, precious);
                        });
        WholeFile.write(file, () -> linking);
        assertThat(precious).hasContent("mine");
        assertThat(file).isRegularFile().hasContent("log");
        assertThat(Files.isSymbolicLink(file)).isFalse();
    }

    @Test
    void staysInTheDirectoryThatALinkLedToAtFirst() throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("link"), directory);
        InputStream turning =
                body(
                        "log",
                        () -> {
                            Files.delete(link);
                            Files.createSymbolicLink(link, outside);
                        });
        WholeFile.write(link.resolve("a.log"), () -> turning);
        assertThat(in(directory)).containsExactly("a.log");
        assertThat(in(outside)).isEmpty();
    }

    @Test
    void leavesAnotherNameOfTheFileAlone() throws IOException {
        Path precious = Files.writeString(outside.resolve("precious"), "mine");
        Path file = Files.createLink(directory.resolve("a.log"), precious);
        WholeFile.write(file, () -> body("log"));
        assertThat(file).hasContent("log");
        assertThat(precious).hasContent("mine");
    }

    @Test
    void refusesWhatIsNoFile() {
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> WholeFile.write(directory, WholeFileTest::mustNotBeAsked))
                .withMessageContaining("is a directory");
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(
                        () ->
                                WholeFile.write(
                                        directory.resolve(".."), WholeFileTest::mustNotBeAsked))
                .withMessageContaining("is a directory");
        for (Path nameless : List.of(root.getRoot(), Path.of(""))) {
            assertThatExceptionOfType(FileSystemException.class)
                    .isThrownBy(() -> WholeFile.write(nameless, WholeFileTest::mustNotBeAsked))
                    .withMessageContaining("is no name for a file");
        }
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(
                        () ->
                                WholeFile.write(
                                        root.resolve("none").resolve("a.log"),
                                        WholeFileTest::mustNotBeAsked))
                .withMessageContaining("none");
    }

    @Test
    void takesNamesAsLongAsTheFileSystemDoes() throws IOException {
        String name = "x".repeat(251) + ".log";
        WholeFile.write(directory.resolve(name), () -> body("log"));
        assertThat(in(directory)).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flink.log",
                "flink-user-taskexecutor-0-host.log.1",
                "localhost:41234-3a2b1c_ITIMER_2024-09-01_12_00_00.html",
                "...x",
                ".hidden",
                "~",
                "a b.log",
                "%2e%2e%2fx",
                "grüße.log",
                "console.log",
                "com10.log",
                "nullable"
            })
    void putsAPlainNameIntoTheDirectory(String name) throws IOException {
        Path file = WholeFile.inside(directory, "file name", name);
        assertThat(file).isEqualTo(directory.toRealPath().resolve(name));
        WholeFile.write(file, () -> body(name));
        assertThat(in(directory)).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t",
                ".",
                "..",
                "../x",
                "..\\x",
                "a/../../x",
                "a/x",
                "a\\x",
                "/x",
                "/etc/passwd",
                "\\x",
                "\\\\host\\share\\x",
                "//host/share",
                "x/",
                "x\\",
                "a\0b",
                "../x\0.log",
                "a\nb",
                "\u001b[2J",
                "a\u0085b",
                "C:",
                "c:x",
                "C:\\x",
                "C:/x",
                "con",
                "CON",
                "nul.txt",
                "Aux.log",
                "prn",
                "com1",
                "LPT9.log",
                "COM\u00b9",
                "nul:",
                "NUL .txt",
                "conin$",
                "CONOUT$",
                "x.",
                "x ",
                "...",
                "a. ."
            })
    void refusesANameThatCouldLeaveTheDirectory(String name) throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WholeFile.inside(directory, "file name", name))
                .withMessageStartingWith("file name '")
                .withMessageContaining("expected the plain name of a file")
                .satisfies(
                        e -> assertThat(e.getMessage().chars()).noneMatch(Character::isISOControl));
        assertThat(in(directory)).isEmpty();
    }

    @Test
    void goesThroughTheCallersOwnLinksToADirectory() throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("link"), directory);
        assertThat(WholeFile.inside(link, "file name", "a.log"))
                .isEqualTo(directory.toRealPath().resolve("a.log"));
    }

    @Test
    void wantsADirectoryThatExists() throws IOException {
        Path file = Files.createFile(root.resolve("file"));
        assertThatExceptionOfType(NotDirectoryException.class)
                .isThrownBy(() -> WholeFile.inside(file, "file name", "a.log"));
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> WholeFile.inside(root.resolve("none"), "file name", "a.log"));
    }
}
