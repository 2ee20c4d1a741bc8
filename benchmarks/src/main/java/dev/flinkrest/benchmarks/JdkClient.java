package dev.flinkrest.benchmarks;

import dev.flinkrest.jars.JarEndpoints;
import dev.flinkrest.rest.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** The JDK's client, over HTTP/1.1, with the same bounds. */
final class JdkClient implements Peer {
    private final String server;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(CONNECT_SECONDS))
                    .build();
    private final Map<Get, HttpRequest> requests = new EnumMap<>(Get.class);

    JdkClient(int port) {
        server = "http://127.0.0.1:" + port;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + path))
                .timeout(Duration.ofSeconds(RESPONSE_SECONDS));
    }

    @Override
    public Object get(Get what) throws IOException, InterruptedException {
        HttpRequest request = requests.get(what);
        if (request == null) {
            request = request(what.path()).build();
            requests.put(what, request);
        }
        return send(request, what.endpoint());
    }

    @Override
    public Object upload(Path jar) throws IOException, InterruptedException {
        Multipart form = Multipart.of(jar);
        HttpRequest request =
                request("/jars/upload")
                        .header("Content-Type", Multipart.TYPE)
                        .POST(
                                BodyPublishers.concat(
                                        BodyPublishers.ofByteArray(form.head()),
                                        BodyPublishers.ofFile(jar),
                                        BodyPublishers.ofByteArray(form.tail())))
                        .build();
        return send(request, JarEndpoints.UPLOAD);
    }

    private Object send(HttpRequest request, Endpoint<?> endpoint)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode());
        }
        try (InputStream body = response.body()) {
            Object value = endpoint.decode(body);
            if (body.read() >= 0) {
                throw new IOException("more than a reply");
            }
            return value;
        }
    }

    /** Before JDK 21 there is nothing to close. */
    @Override
    public void close() {}
}
