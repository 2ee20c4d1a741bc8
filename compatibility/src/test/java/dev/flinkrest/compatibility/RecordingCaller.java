package dev.flinkrest.compatibility;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.Response;
import dev.flinkrest.rest.RestCaller;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * Passes requests on, and holds each reply that was decoded against the reply as it came: no field
 * may be lost. Keeps the first reply of each operation on disk when told to.
 */
public final class RecordingCaller implements RestCaller {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.empty()
                                    .withValueInclusion(JsonInclude.Include.NON_NULL))
                    .build();

    private final RestCaller rest;
    private final Path directory;
    private final UnaryOperator<String> anonymous;
    private final Set<String> succeeded = new TreeSet<>();
    private final Set<String> kept = new TreeSet<>();
    private final Map<String, List<String>> lost = new TreeMap<>();

    /**
     * Makes a recorder.
     *
     * @param rest carries out the requests
     * @param directory where to keep replies, or null to keep none
     * @param anonymous takes the names of this machine's directories out of a reply
     */
    RecordingCaller(RestCaller rest, Path directory, UnaryOperator<String> anonymous) {
        this.rest = rest;
        this.directory = directory;
        this.anonymous = anonymous;
    }

    /** The operations that a reply of status 2xx was seen of. */
    synchronized Set<String> succeeded() {
        return new TreeSet<>(succeeded);
    }

    /** What was lost, by operation. */
    synchronized Map<String, List<String>> lost() {
        return new TreeMap<>(lost);
    }

    /** Writes what was decoded back as JSON. */
    static JsonNode write(Object decoded) {
        return MAPPER.valueToTree(decoded);
    }

    public static JsonNode read(byte[] raw) {
        try {
            return MAPPER.readTree(raw);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public <R> R send(Request<R> request) {
        Response<R> response = rest.exchange(request);
        R decoded = response.decode();
        check(request, response, decoded);
        // users get what was decoded from the stream, so reads take that way too
        return request.endpoint().method().readOnly() ? rest.send(request) : decoded;
    }

    private synchronized void check(Request<?> request, Response<?> response, Object decoded) {
        String operation = request.endpoint().toString();
        boolean json =
                response.headers().getOrDefault("content-type", List.of("")).stream()
                        .anyMatch(type -> type.contains("json"));
        if (json && decoded != null && !(decoded instanceof String)) {
            List<String> gone = NoFieldLost.lost(read(response.bytes()), write(decoded));
            if (!gone.isEmpty()) {
                lost.putIfAbsent(operation, gone);
            }
            boolean saysSomething = !response.text().contains("\"NOT_READY\"");
            if (directory != null && saysSomething && kept.add(operation)) {
                keep(operation, response.bytes());
            }
        }
        succeeded.add(operation);
    }

    private void keep(String operation, byte[] reply) {
        try {
            Files.createDirectories(directory);
            String text = anonymous.apply(new String(reply, StandardCharsets.UTF_8));
            Files.writeString(directory.resolve(fileName(operation)), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names the file of an operation's reply, for example {@code GET_jobs_{jobid}.json}. */
    public static String fileName(String operation) {
        return operation.replaceAll(":(\\w+)", "{$1}").replace(" /", "_").replace('/', '_')
                + ".json";
    }

    @Override
    public <R> CompletableFuture<R> sendAsync(Request<R> request) {
        return rest.sendAsync(request);
    }

    @Override
    public <R> Response<R> exchange(Request<R> request) {
        return rest.exchange(request);
    }

    @Override
    public InputStream open(Request<?> request) {
        InputStream body = rest.open(request);
        synchronized (this) {
            succeeded.add(request.endpoint().toString());
        }
        return body;
    }

    @Override
    public FlinkVersion version(CallOptions options) {
        return rest.version(options);
    }
}
