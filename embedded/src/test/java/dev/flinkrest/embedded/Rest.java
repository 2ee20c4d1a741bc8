package dev.flinkrest.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** Talks to Flink's REST API: just enough for these tests. */
final class Rest {

    private static final CloseableHttpClient HTTP = HttpClients.createDefault();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final URI base;

    Rest(URI base) {
        this.base = base;
    }

    JsonNode get(String path) {
        return json(text(path));
    }

    String text(String path) {
        return exchange("GET", path, null, 200);
    }

    JsonNode send(String method, String path, Object body, int status) {
        String json = JSON.valueToTree(body).toString();
        return json(
                exchange(
                        method,
                        path,
                        new StringEntity(json, ContentType.APPLICATION_JSON),
                        status));
    }

    /** Uploads a jar and returns its id. */
    String upload(Path jar) {
        HttpEntity body =
                MultipartEntityBuilder.create().addBinaryBody("jarfile", jar.toFile()).build();
        String file = json(exchange("POST", "/jars/upload", body, 200)).get("filename").asText();
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /** Asks again and again until the answer is as wanted. */
    JsonNode await(String path, Predicate<JsonNode> wanted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        JsonNode last = get(path);
        while (!wanted.test(last)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Still not as wanted: " + path + ": " + last);
            }
            Thread.sleep(50);
            last = get(path);
        }
        return last;
    }

    /** The same, where the server may answer with failures in between, or not at all. */
    JsonNode awaitThroughFailures(String path, Duration patience, Predicate<JsonNode> wanted)
            throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Throwable last = null;
            try {
                JsonNode answer = get(path);
                if (wanted.test(answer)) {
                    return answer;
                }
                last = new AssertionError(answer.toString());
            } catch (AssertionError | UncheckedIOException e) {
                last = e;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("Still not as wanted: " + path, last);
            }
            Thread.sleep(50);
        }
    }

    private String exchange(String method, String path, HttpEntity body, int status) {
        HttpUriRequestBase request = new HttpUriRequestBase(method, base.resolve(path));
        request.setEntity(body);
        try {
            return HTTP.execute(
                    request,
                    response -> {
                        String text =
                                EntityUtils.toString(response.getEntity(), StandardCharsets.UTF_8);
                        if (response.getCode() != status) {
                            throw new AssertionError(
                                    request + ": " + response.getCode() + " " + text);
                        }
                        return text;
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }
}
