package dev.flinkrest.benchmarks;

import dev.flinkrest.jars.JarEndpoints;
import dev.flinkrest.rest.Endpoint;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * The floor: a prepared request, and a read of exactly as many bytes as the reply is known to have.
 * No parsing, no timeouts, nothing allocated. On demand it decodes what it read.
 */
final class RawSocket implements Peer {
    private static final int BUFFER = 8 << 20;

    private final boolean decodes;
    private final int port;
    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;
    private final SocketChannel uploads;
    private final byte[] buffer = new byte[BUFFER];
    private final Map<Get, Exchange> exchanges = new EnumMap<>(Get.class);

    /** A request, and how long its reply is. */
    private static final class Exchange {
        private final byte[] request;
        private final int head;
        private final int length;

        Exchange(byte[] request, int head, int length) {
            this.request = request;
            this.head = head;
            this.length = length;
        }
    }

    RawSocket(int port, boolean decodes) throws IOException {
        this.decodes = decodes;
        this.port = port;
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.connect(server);
        in = socket.getInputStream();
        out = socket.getOutputStream();
        uploads = SocketChannel.open(server);
    }

    /** Learns how long the reply is by asking for it once. */
    private Exchange prepare(Get what) throws IOException {
        byte[] request = head("GET " + what.path(), "");
        out.write(request);
        int head = readHead();
        int length = head + what.bodyBytes();
        read(head, length);
        return new Exchange(request, head, length);
    }

    private byte[] head(String operation, String more) {
        return (operation
                        + " HTTP/1.1\r\nHost: 127.0.0.1:"
                        + port
                        + "\r\nUser-Agent: raw\r\n"
                        + more
                        + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private int readHead() throws IOException {
        int length = 0;
        while (length < 4
                || buffer[length - 1] != '\n'
                || buffer[length - 2] != '\r'
                || buffer[length - 3] != '\n') {
            read(length, length + 1);
            length++;
        }
        return length;
    }

    private void read(int from, int to) throws IOException {
        for (int at = from; at < to; ) {
            int got = in.read(buffer, at, to - at);
            if (got < 0) {
                throw new EOFException("the server closed the connection");
            }
            at += got;
        }
    }

    @Override
    public Object get(Get what) throws IOException {
        Exchange exchange = exchanges.get(what);
        if (exchange == null) {
            exchange = prepare(what);
            exchanges.put(what, exchange);
        }
        out.write(exchange.request);
        read(0, exchange.length);
        return decodes
                ? decode(what.endpoint(), exchange.head, exchange.length - exchange.head)
                : buffer;
    }

    private Object decode(Endpoint<?> endpoint, int from, int length) throws IOException {
        return endpoint.decode(new ByteArrayInputStream(buffer, from, length));
    }

    /** The kernel copies the file; it never comes near the heap. */
    @Override
    public Object upload(Path jar) throws IOException {
        Multipart form = Multipart.of(jar);
        String headers =
                "Content-Type: " + Multipart.TYPE + "\r\nContent-Length: " + form.length() + "\r\n";
        write(head("POST /jars/upload", headers));
        write(form.head());
        try (FileChannel file = FileChannel.open(jar)) {
            long size = file.size();
            for (long sent = 0; sent < size; ) {
                sent += file.transferTo(sent, size - sent, uploads);
            }
        }
        write(form.tail());
        ByteBuffer reply = ByteBuffer.wrap(buffer);
        int head = -1;
        int body = Replies.jarUpload().length;
        while (head < 0 || reply.position() < head + body) {
            if (uploads.read(reply) < 0) {
                throw new EOFException("the server closed the connection");
            }
            String text = new String(buffer, 0, reply.position(), StandardCharsets.US_ASCII);
            int end = text.indexOf("\r\n\r\n");
            head = end < 0 ? -1 : end + 4;
        }
        return decodes ? decode(JarEndpoints.UPLOAD, head, body) : buffer;
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            uploads.write(left);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        uploads.close();
    }
}
