package dev.flinkrest.monitoring.logs;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.Response;
import dev.flinkrest.rest.RestCaller;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/**
 * A server with one log directory, which all its processes share, but for the files that are named
 * after a task manager and a slash.
 */
final class FakeLogs implements RestCaller {
    /** What was asked, in order. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    /** The task managers that are listed. */
    final List<String> taskManagers = new CopyOnWriteArrayList<>();

    /** The files whose streams give nothing before they are closed, and then break off. */
    final List<String> silent = new CopyOnWriteArrayList<>();

    /** Counts the streams that are silent. */
    final Semaphore waiting = new Semaphore(0);

    /** Which file is the main log. */
    String main = "flink.log";

    /** Whether the server can be reached. */
    boolean reachable = true;

    /** Whether the server answers with status 500. */
    boolean failing;

    /** Whether the process has gone. */
    boolean gone;

    /** Whether the list tells when a file was changed, as it does since Flink 1.15. */
    boolean tellsChanges = true;

    /** How many bytes a read gives at most. */
    int piece = 1 << 20;

    /** What happens while a log is opened. */
    Runnable whileOpening = () -> {};

    /** After how many bytes the next streams break off, one after the other. */
    final List<Integer> breaks = new CopyOnWriteArrayList<>();

    /** What is given out instead of a file, as servers do that keep copies. */
    final Map<String, byte[]> stale = new LinkedHashMap<>();

    /** What the next streams give, one after the other, as they were opened a moment before. */
    final List<byte[]> given = new CopyOnWriteArrayList<>();

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, Long> changed = new LinkedHashMap<>();
    private long now = 1_795_547_306_000L;

    FakeLogs add(String file, String text) {
        return add(file, text.getBytes(StandardCharsets.UTF_8));
    }

    synchronized FakeLogs add(String file, byte[] bytes) {
        byte[] old = files.getOrDefault(file, new byte[0]);
        byte[] all = Arrays.copyOf(old, old.length + bytes.length);
        System.arraycopy(bytes, 0, all, old.length, bytes.length);
        files.put(file, all);
        changed.put(file, now++);
        return this;
    }

    synchronized FakeLogs move(String from, String to) {
        files.put(to, files.remove(from));
        changed.put(to, changed.remove(from));
        return this;
    }

    synchronized FakeLogs delete(String file) {
        files.remove(file);
        return this;
    }

    synchronized byte[] bytes(String file) {
        return files.get(file);
    }

    private synchronized String list(Request<?> request) {
        if (request.target().equals("/taskmanagers")) {
            return taskManagers.stream()
                    .map(id -> "{\"id\":\"" + id + "\"}")
                    .collect(Collectors.joining(",", "{\"taskmanagers\":[", "]}"));
        }
        StringBuilder list = new StringBuilder("{\"logs\":[");
        files.forEach(
                (name, bytes) ->
                        list.append(list.toString().endsWith("[") ? "" : ",")
                                .append("{\"name\":\"" + name + "\",\"size\":" + bytes.length)
                                .append(tellsChanges ? ",\"mtime\":" + changed.get(name) : "")
                                .append('}'));
        return list.append("]}").toString();
    }

    private void check(Request<?> request) {
        asked.add(request.target());
        if (!reachable) {
            throw new ConnectionException(
                    request.endpoint().toString(), false, "cannot connect", null);
        }
        if (failing) {
            refuse(request, 500);
        }
        if (gone) {
            refuse(request, 404);
        }
    }

    private static void refuse(Request<?> request, int status) {
        byte[] reply = "{\"errors\":[\"Could not do it\"]}".getBytes(StandardCharsets.UTF_8);
        new Response<>(request, status, Map.of(), reply).decode();
    }

    @Override
    public <R> R send(Request<R> request) {
        return exchange(request).decode();
    }

    @Override
    public <R> Response<R> exchange(Request<R> request) {
        check(request);
        return new Response<>(
                request, 200, Map.of(), list(request).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public InputStream open(Request<?> request) {
        check(request);
        Path path = Path.of(request.target());
        String last = path.getFileName().toString();
        String file = last.equals("log") ? main : last.equals("stdout") ? "flink.out" : last;
        String own = path.getName(1) + "/" + file;
        file = bytes(own) != null || silent.contains(own) ? own : file;
        if (silent.contains(file)) {
            waiting.release();
            return new Silence();
        }
        byte[] bytes = stale.getOrDefault(file, bytes(file));
        if (bytes == null) {
            refuse(request, 404);
        }
        whileOpening.run();
        bytes = given.isEmpty() ? bytes : given.remove(0);
        int end = breaks.isEmpty() ? Integer.MAX_VALUE : breaks.remove(0);
        return new Stream(new ByteArrayInputStream(bytes), end);
    }

    /** Gives small pieces, and breaks off. */
    private final class Stream extends FilterInputStream {
        private int left;

        Stream(InputStream in, int left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                throw new IOException("reset");
            }
            int got = in.read(buffer, offset, Math.min(Math.min(length, piece), left));
            left -= Math.max(0, got);
            return got;
        }
    }

    /** Says nothing until it is closed. */
    private static final class Silence extends InputStream {
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            boolean interrupted = false;
            while (closed.getCount() > 0) {
                try {
                    closed.await(); // as deaf to interrupts as a socket
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("closed");
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @Override
    public <R> CompletableFuture<R> sendAsync(Request<R> request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FlinkVersion version(CallOptions options) {
        return FlinkVersion.V2_3;
    }
}
