package dev.flinkrest.benchmarks;

import dev.flinkrest.jars.JarEndpoints;
import dev.flinkrest.rest.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** OkHttp, over HTTP/1.1, with the same bounds. */
final class OkHttp implements Peer {
    private final String server;
    private final OkHttpClient client =
            new OkHttpClient.Builder()
                    .protocols(List.of(Protocol.HTTP_1_1))
                    .connectTimeout(Duration.ofSeconds(CONNECT_SECONDS))
                    .readTimeout(Duration.ofSeconds(RESPONSE_SECONDS))
                    .writeTimeout(Duration.ofSeconds(RESPONSE_SECONDS))
                    .callTimeout(Duration.ofSeconds(CALL_SECONDS))
                    .build();
    private final Map<Get, Request> requests = new EnumMap<>(Get.class);

    OkHttp(int port) {
        server = "http://127.0.0.1:" + port;
    }

    @Override
    public Object get(Get what) throws IOException {
        Request request = requests.get(what);
        if (request == null) {
            request = new Request.Builder().url(server + what.path()).build();
            requests.put(what, request);
        }
        return send(request, what.endpoint());
    }

    @Override
    public Object upload(Path jar) throws IOException {
        RequestBody file =
                RequestBody.create(jar.toFile(), MediaType.get("application/x-java-archive"));
        RequestBody form =
                new MultipartBody.Builder(Multipart.BOUNDARY)
                        .setType(MultipartBody.FORM)
                        .addFormDataPart("jarfile", "job.jar", file)
                        .build();
        return send(
                new Request.Builder().url(server + "/jars/upload").post(form).build(),
                JarEndpoints.UPLOAD);
    }

    private Object send(Request request, Endpoint<?> endpoint) throws IOException {
        try (Response response = client.newCall(request).execute();
                InputStream body = response.body().byteStream()) {
            if (response.code() != 200) {
                throw new IOException("status " + response.code());
            }
            Object value = endpoint.decode(body);
            if (body.read() >= 0) {
                throw new IOException("more than a reply");
            }
            return value;
        }
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
