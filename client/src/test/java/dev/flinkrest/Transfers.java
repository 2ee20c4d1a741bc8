package dev.flinkrest;

import static dev.flinkrest.LeftoversTest.SHORT;
import static dev.flinkrest.LeftoversTest.STREAM;
import static dev.flinkrest.LeftoversTest.client;
import static dev.flinkrest.support.RawServer.OVERVIEW;
import static dev.flinkrest.support.RawServer.ok;
import static dev.flinkrest.support.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.UploadProgress;
import dev.flinkrest.support.Scene;
import dev.flinkrest.support.SilentServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What {@link LeftoversTest} does with a client that takes its time: streams, uploads, downloads.
 */
final class Transfers {
    private Transfers() {}

    static void wholeStreams(Scene scene) throws Exception {
        FlinkRestClient flink = client(scene, (request, socket) -> write(socket, ok(OVERVIEW)));
        for (int i = 0; i < 3; i++) {
            InputStream neverClosed = flink.jobManager().log().open();
            assertThat(neverClosed.readAllBytes()).hasSize(OVERVIEW.length());
        }
        try (InputStream closed = flink.jobManager().log().open()) {
            closed.readAllBytes();
        }
        flink.jobManager().log().download(LeftoversTest.directory.resolve("flink.log"));
    }

    static void openStreams(Scene scene) throws Exception {
        FlinkRestClient flink = client(scene, (request, socket) -> write(socket, STREAM + "log"));
        for (int i = 0; i < 5; i++) {
            assertThat(flink.jobManager().log().open().read()).isEqualTo('l');
        }
        try (InputStream closedLate = flink.jobManager().log().open()) {
            scene.closeDoor();
            assertThatExceptionOfType(IOException.class).isThrownBy(closedLate::readAllBytes);
        }
    }

    static void uploads(Scene scene) throws Exception {
        byte[] bytes = new byte[32 << 20];
        System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, bytes, 0, 4);
        Path jar = Files.write(LeftoversTest.directory.resolve("large.jar"), bytes);
        FlinkRestClient late = scene.client(scene.keep(SilentServer.mute()).uri());
        upload(
                late.with(CallOptions.NONE.withCallTimeout(SHORT)),
                jar,
                UploadProgress.NONE,
                DeadlineExceededException.class);
        SilentServer gone = SilentServer.mute();
        upload(
                scene.client(gone.uri()),
                jar,
                (sent, all) -> {
                    if (sent == 0) {
                        close(gone);
                    }
                },
                ConnectionException.class);
        upload(
                scene.client(scene.keep(SilentServer.mute()).uri()),
                jar,
                (sent, all) -> {
                    throw new UnsupportedOperationException();
                },
                UnsupportedOperationException.class);
    }

    private static void upload(
            FlinkRestClient flink,
            Path jar,
            UploadProgress progress,
            Class<? extends RuntimeException> failure) {
        assertThatExceptionOfType(failure).isThrownBy(() -> flink.jars().upload(jar, progress));
    }

    private static void close(SilentServer server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void downloads(Scene scene) throws Exception {
        FlinkRestClient flink =
                client(
                        scene,
                        (request, socket) -> {
                            write(socket, STREAM);
                            socket.close();
                        });
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(
                        () ->
                                flink.jobManager()
                                        .log()
                                        .download(LeftoversTest.directory.resolve("flink.log")));
    }
}
