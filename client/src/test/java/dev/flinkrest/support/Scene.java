package dev.flinkrest.support;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.FlinkRestClientBuilder;
import dev.flinkrest.rest.CallOptions;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A client, its servers, and what else a test opens; closed in the opposite order. */
public final class Scene implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private CallOptions options = CallOptions.NONE;
    private @Nullable AutoCloseable door;

    /** Bounds the calls of all clients to come. */
    public Scene with(CallOptions bounds) {
        options = bounds;
        return this;
    }

    /** Keeps something open until the end. */
    public <T extends AutoCloseable> T keep(T resource) {
        open.push(resource);
        return resource;
    }

    public FlinkRestClient client(URI uri) {
        return client(FlinkRestClient.builder().url(uri));
    }

    public FlinkRestClient client(FlinkRestClientBuilder builder) {
        return door(builder.callOptions(options).build());
    }

    /** Keeps the client that it is all about. */
    public <T extends AutoCloseable> T door(T client) {
        door = client;
        return keep(client);
    }

    /** Closes the client alone. */
    public void closeDoor() throws Exception {
        if (door == null) {
            throw new AssertionError("there is no client to close");
        }
        door.close();
    }

    @Override
    public void close() throws IOException {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (RuntimeException | IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }
}
