package dev.flinkrest.cli.support;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;

/**
 * A server that answers each operation with what a real Flink of some version once answered to it,
 * whatever the ids asked for, unless a test says otherwise.
 */
public final class CannedFlink implements AutoCloseable {
    private static final Path REPLIES =
            Path.of(System.getProperty("replies", "../compatibility/src/test/resources/replies"));
    private static final Pattern PARAMETER = Pattern.compile("\\{[a-z_]+\\}");

    /** The requests that came: method, path with query, and the body. */
    public final List<String> requests = new CopyOnWriteArrayList<>();

    private final String scheme;
    private final ServerSocket listener;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Answer> own = new ConcurrentHashMap<>();

    private record Row(String method, Pattern path, int literals, Path file) {}

    private record Answer(int status, String type, String body, int length) {
        Answer(int status, String type, String body) {
            this(status, type, body, body.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    public CannedFlink(String version) throws IOException {
        this(version, "http", ServerSocketFactory.getDefault());
    }

    /** Answers over TLS. */
    public CannedFlink(String version, ServerKey key) throws IOException {
        this(version, "https", key.sockets());
    }

    private CannedFlink(String version, String scheme, ServerSocketFactory sockets)
            throws IOException {
        try (Stream<Path> files = Files.list(REPLIES.resolve(version))) {
            files.forEach(file -> rows.add(row(file)));
        }
        this.scheme = scheme;
        listener = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** Reads method and path off a name such as {@code GET_jobs_{jobid}_config.json}. */
    private static Row row(Path file) {
        String name = file.getFileName().toString().replaceFirst("\\.json$", "");
        int end = name.indexOf('_');
        String template = name.substring(end);
        StringBuilder path = new StringBuilder();
        int literals = 0;
        for (String part : List.of(template.substring(1).split("_(?![a-z_]*\\})", -1))) {
            boolean isParameter = PARAMETER.matcher(part).matches();
            literals += isParameter ? 0 : 1;
            path.append('/').append(isParameter ? "[^/]+" : Pattern.quote(part));
        }
        return new Row(name.substring(0, end), Pattern.compile(path.toString()), literals, file);
    }

    public URI uri() {
        return URI.create(scheme + "://127.0.0.1:" + listener.getLocalPort());
    }

    /**
     * Answers a request, such as {@code GET /jobs/overview}, otherwise than the real one did; a
     * star stands for any one id.
     */
    public CannedFlink with(String request, String json) {
        return with(request, 200, "application/json", json);
    }

    public CannedFlink with(String request, int status, String type, String body) {
        own.put(request, new Answer(status, type, body));
        return this;
    }

    /** Answers with the beginning of a text of which the rest never comes. */
    public CannedFlink withBeginning(String request, String beginning, int length) {
        own.put(request, new Answer(200, "text/plain", beginning, length));
        return this;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "canned-flink");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                int length = 0;
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                        length = Integer.parseInt(header.substring(15).strip());
                    }
                }
                String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
                List<String> words = List.of(line.split(" ", 3));
                requests.add((words.get(0) + " " + words.get(1) + " " + body).strip());
                String path = URI.create(words.get(1)).getPath();
                socket.getOutputStream().write(reply(find(words.get(0), path)));
            }
        } catch (IOException e) {
            // the client is gone
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.append((char) b);
        }
        return line.toString().strip();
    }

    private static byte[] reply(Answer answer) {
        String head =
                "HTTP/1.1 "
                        + answer.status
                        + " Canned\r\nContent-Type: "
                        + answer.type
                        + "\r\nContent-Length: "
                        + answer.length
                        + "\r\n\r\n";
        return (head + answer.body).getBytes(StandardCharsets.UTF_8);
    }

    private Answer find(String method, String path) throws IOException {
        for (Map.Entry<String, Answer> chosen : own.entrySet()) {
            String regex = Pattern.quote(chosen.getKey()).replace("*", "\\E[^/]+\\Q");
            if ((method + " " + path).matches(regex)) {
                return chosen.getValue();
            }
        }
        Row best = null;
        for (Row row : rows) {
            if (row.method.equals(method)
                    && row.path.matcher(path).matches()
                    && (best == null || row.literals > best.literals)) {
                best = row;
            }
        }
        if (best != null) {
            return new Answer(200, "application/json", Files.readString(best.file));
        }
        boolean isVoid = method.equals("DELETE") || method.equals("PATCH");
        return isVoid // of these there is nothing to be kept
                ? new Answer(200, "application/json", "{}")
                : new Answer(404, "application/json", "{\"errors\":[\"Not found: " + path + "\"]}");
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
