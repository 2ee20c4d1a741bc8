package dev.flinkrest.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers like a Flink, from memory, in a JVM of its own: its costs are not the client's. Prints
 * its port, and ends when its standard input does, so that it cannot outlive who started it.
 */
final class CannedServer {
    private static final int BUFFER = 256 * 1024;

    private final Map<String, ByteBuffer> replies =
            Map.of(
                    "GET /overview",
                    reply("200 OK", Replies.overview()),
                    "GET /jobs/" + Replies.JOB,
                    reply("200 OK", Replies.jobDetails()),
                    "GET /jobs/overview",
                    reply("200 OK", Replies.jobsOverview()),
                    "GET /quiet/jobs/overview",
                    reply("200 OK", Replies.watchedJobs("0")),
                    "POST /jars/upload",
                    reply("200 OK", Replies.jarUpload()));

    /** The replies to a watch of a cluster whose jobs come and go, in turn. */
    private final List<ByteBuffer> busy =
            List.of(
                    reply("200 OK", Replies.watchedJobs("0")),
                    reply("200 OK", Replies.watchedJobs("1")));

    private final AtomicInteger busyReplies = new AtomicInteger();
    private final ByteBuffer notFound =
            reply(
                    "404 Not Found",
                    "{\"errors\":[\"Not found.\"]}".getBytes(StandardCharsets.UTF_8));

    private CannedServer() {}

    public static void main(String[] args) throws IOException {
        daemon(CannedServer::endWithParent, "parent");
        try (ServerSocketChannel listening = ServerSocketChannel.open()) {
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            CannedServer server = new CannedServer();
            System.out.println(listening.socket().getLocalPort());
            while (true) {
                SocketChannel connection = listening.accept();
                daemon(() -> server.serve(connection), "connection");
            }
        }
    }

    private static void endWithParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // as good as its end
        }
        Runtime.getRuntime().halt(0);
    }

    private static void daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** With the headers that Flink sends. */
    private static ByteBuffer reply(String status, byte[] body) {
        byte[] head =
                ("HTTP/1.1 "
                                + status
                                + "\r\ncontent-type: application/json; charset=UTF-8\r\n"
                                + "access-control-allow-origin: *\r\n"
                                + "connection: keep-alive\r\n"
                                + "content-length: "
                                + body.length
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocateDirect(head.length + body.length).put(head).put(body).flip();
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Input in = new Input(connection);
            byte[] head = new byte[16 * 1024];
            for (int length = in.head(head); length > 0; length = in.head(head)) {
                String text = new String(head, 0, length, StandardCharsets.US_ASCII);
                in.skip(contentLength(text));
                String operation = text.substring(0, text.indexOf(' ', text.indexOf(' ') + 1));
                ByteBuffer reply = reply(operation).duplicate();
                while (reply.hasRemaining()) {
                    connection.write(reply);
                }
            }
        } catch (SocketException e) {
            // the client has gone
        } catch (IOException e) {
            System.err.println("The canned server cannot serve: " + e);
        }
    }

    private ByteBuffer reply(String operation) {
        if (operation.equals("GET /busy/jobs/overview")) {
            return busy.get(busyReplies.getAndIncrement() % busy.size());
        }
        return replies.getOrDefault(operation, notFound);
    }

    private static long contentLength(String head) throws IOException {
        String lower = head.toLowerCase(Locale.ROOT);
        if (lower.contains("\r\ntransfer-encoding:")) {
            throw new IOException("a body of unknown length: " + head);
        }
        String name = "\r\ncontent-length:";
        int at = lower.indexOf(name);
        if (at < 0) {
            return 0;
        }
        int from = at + name.length();
        return Long.parseLong(lower.substring(from, lower.indexOf('\r', from)).strip());
    }

    /** What a connection brings. */
    private static final class Input {
        private final SocketChannel connection;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).limit(0);

        Input(SocketChannel connection) {
            this.connection = connection;
        }

        private boolean fill() throws IOException {
            int got = connection.read(buffer.clear());
            buffer.flip();
            return got > 0;
        }

        /** Reads to the empty line; returns the length, 0 at the end of the connection. */
        int head(byte[] into) throws IOException {
            int length = 0;
            while (buffer.hasRemaining() || fill()) {
                into[length++] = buffer.get();
                if (length >= 4
                        && into[length - 1] == '\n'
                        && into[length - 2] == '\r'
                        && into[length - 3] == '\n') {
                    return length;
                }
            }
            return 0;
        }

        void skip(long bytes) throws IOException {
            long left = bytes;
            while (left > 0) {
                if (!buffer.hasRemaining() && !fill()) {
                    throw new EOFException("the body ended early");
                }
                int piece = (int) Math.min(left, buffer.remaining());
                buffer.position(buffer.position() + piece);
                left -= piece;
            }
        }
    }
}
