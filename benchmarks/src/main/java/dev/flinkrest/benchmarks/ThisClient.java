package dev.flinkrest.benchmarks;

import dev.flinkrest.FlinkRestClient;
import java.io.IOException;
import java.nio.file.Path;

/** The client of this project, as its users use it, with its defaults. */
final class ThisClient implements Peer {
    private final FlinkRestClient flink;

    ThisClient(int port) {
        flink = FlinkRestClient.get("127.0.0.1", port);
    }

    @Override
    public Object get(Get what) {
        return what.by(flink);
    }

    @Override
    public Object upload(Path jar) throws IOException {
        return flink.jars().upload(jar, (sent, total) -> {});
    }

    @Override
    public void close() {
        flink.close();
    }
}
