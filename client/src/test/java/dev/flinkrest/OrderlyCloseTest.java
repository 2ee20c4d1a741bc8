package dev.flinkrest;

import static dev.flinkrest.support.RawServer.OVERVIEW;
import static dev.flinkrest.support.RawServer.ok;
import static dev.flinkrest.support.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.support.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A client that is closed ends its connections in good order: Flink logs a stack trace else. */
class OrderlyCloseTest extends TlsFixture {
    private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

    private RawServer server(ServerSocket listener) {
        return new RawServer(
                listener,
                (request, socket) -> {
                    write(socket, ok(OVERVIEW));
                    try {
                        ends.add("read " + socket.getInputStream().read());
                    } catch (IOException e) {
                        ends.add(e.toString());
                    }
                });
    }

    private String endAfter(FlinkRestClient flink) throws Exception {
        flink.overview();
        flink.close();
        return ends.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void endsConnectionsAtRest() throws Exception {
        try (RawServer server = server(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()))) {
            FlinkRestClient flink = FlinkRestClient.connect(server.uri());
            assertThat(endAfter(flink)).isEqualTo("read -1");
        }
    }

    @Test
    void endsConnectionsAtRestThatSpeakTls() throws Exception {
        try (RawServer server = server(listen(here, BOTH, "127.0.0.1"))) {
            FlinkRestClient flink =
                    FlinkRestClient.builder().url(server.uri()).tls(trusting().build()).build();
            assertThat(endAfter(flink)).isEqualTo("read -1");
        }
    }
}
