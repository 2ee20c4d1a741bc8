package dev.flinkrest;

import static dev.flinkrest.support.RawServer.ok;
import static dev.flinkrest.support.RawServer.reply;
import static dev.flinkrest.support.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.logs.LogFile;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.support.RawServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What downloads write, and where, whatever the server does. */
@Timeout(30)
class DownloadTest {
    private static final TaskManagerId TASK_MANAGER = TaskManagerId.of("localhost:1-a");

    @TempDir private Path root;

    /** Answers with the path that was asked for, once it has told its version. */
    private static RawServer echo() throws IOException {
        return new RawServer(
                (request, socket) -> {
                    String path = request.line().split(" ", 3)[1];
                    write(
                            socket,
                            path.equals("/config")
                                    ? ok("{\"flink-version\":\"2.3.0\"}")
                                    : reply("200 OK", "text/plain", path));
                });
    }

    private List<String> written() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> !file.equals(root))
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void endsWhereTheBodyTricklesBeyondTheDeadline() throws IOException {
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    write(
                                            socket,
                                            "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n");
                                    while (true) {
                                        write(socket, "a");
                                        Thread.sleep(20);
                                    }
                                });
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            Duration timeout = Duration.ofMillis(300);
            Path file = root.resolve("flink.log");
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(
                            () ->
                                    flink.with(CallOptions.NONE.withCallTimeout(timeout))
                                            .jobManager()
                                            .log()
                                            .download(file))
                    .withMessageContaining(
                            "not done within PT0.3S: the body has not come to its end");
            assertThat(written()).isEmpty();
        }
    }

    @Test
    void writesEachFileUnderItsName() throws IOException {
        try (RawServer server = echo();
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            var jobManager = flink.jobManager();
            var taskManagers = flink.taskManagers();
            for (LogFile log :
                    List.of(
                            jobManager.getLog("a.log"),
                            jobManager.log(),
                            jobManager.stdout(),
                            taskManagers.getLog(TASK_MANAGER, "b.log"),
                            taskManagers.getLog(TASK_MANAGER),
                            taskManagers.getStdout(TASK_MANAGER))) {
                Path file = log.downloadInto(root);
                assertThat(file).hasContent(log.toString().substring("GET ".length()));
            }
            Path page = taskManagers.getProfiler(TASK_MANAGER).downloadInto("host:1.html", root);
            assertThat(page).content().endsWith("/profiler/host:1.html");
            jobManager.log().download(root.resolve("of my own"));
        }
        assertThat(written())
                .containsExactly(
                        "a.log",
                        "b.log",
                        "host:1.html",
                        "jobmanager.log",
                        "jobmanager.out",
                        "of my own",
                        "taskmanager.log",
                        "taskmanager.out");
    }

    @Test
    void asksForNothingThatItCouldNotWrite() throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("a.log"), root.resolve("elsewhere"));
        try (RawServer server = echo();
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            var jobManager = flink.jobManager();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> jobManager.getLog("../a.log").downloadInto(root))
                    .withMessageContaining("file name '../a.log' leads to another directory");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> jobManager.profiler().downloadInto("..\\a.html", root))
                    .withMessageContaining("leads to another directory");
            assertThatIOException()
                    .isThrownBy(() -> jobManager.getLog("a.log").downloadInto(root))
                    .withMessageContaining("is a symbolic link");
            assertThatIOException()
                    .isThrownBy(() -> jobManager.profiler().download("a.html", link))
                    .withMessageContaining("is a symbolic link");
            assertThat(server.requests).isEmpty();
        }
        assertThat(written()).containsExactly("a.log");
    }

    @Test
    void leavesNothingOfAReplyThatBreaksOff() throws IOException {
        for (String half :
                List.of(
                        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n")) {
            try (RawServer server =
                            new RawServer(
                                    (request, socket) -> {
                                        write(socket, half);
                                        socket.close();
                                    });
                    FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
                assertThatIOException()
                        .as(half)
                        .isThrownBy(() -> flink.jobManager().getLog("a.log").downloadInto(root));
            }
        }
        assertThat(written()).isEmpty();
    }

    @Test
    void leavesNothingOfAnError() throws IOException {
        try (RawServer server =
                        RawServer.replying(
                                reply(
                                        "404 Not Found",
                                        "application/json",
                                        "{\"errors\":[\"no\"]}"));
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> flink.jobManager().getLog("a.log").downloadInto(root));
        }
        assertThat(written()).isEmpty();
    }
}
