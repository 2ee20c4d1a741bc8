package dev.flinkrest.support;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A proxy that speaks SOCKS 5, and connects to one port of this machine whatever it is asked. */
public final class SocksServer implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final @Nullable String credentials;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /**
     * @param target where it connects to
     * @param credentials user and password with a colon between them; null if it wants none
     */
    public SocksServer(int target, @Nullable String credentials) throws IOException {
        this.target = target;
        this.credentials = credentials;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** The hosts and ports that it was asked for. */
    public List<String> asked() {
        return asked;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "socks-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                start(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            if (!greet(in, out)) {
                return;
            }
            in.readFully(new byte[3]);
            int kind = in.readUnsignedByte();
            String host =
                    kind == 3
                            ? text(in)
                            : InetAddress.getByAddress(in.readNBytes(kind == 1 ? 4 : 16))
                                    .getHostAddress();
            asked.add(host + ":" + in.readUnsignedShort());
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
                sockets.add(server);
                out.write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 0});
                start(() -> copy(server, client));
                in.transferTo(server.getOutputStream());
            }
        } catch (IOException e) {
            // one of the two broke off
        }
    }

    private boolean greet(DataInputStream in, OutputStream out) throws IOException {
        in.readByte();
        byte[] methods = in.readNBytes(in.readUnsignedByte());
        byte wanted = (byte) (credentials == null ? 0 : 2);
        boolean offered = new String(methods, StandardCharsets.ISO_8859_1).indexOf(wanted) >= 0;
        out.write(new byte[] {5, offered ? wanted : (byte) 0xff});
        if (!offered || credentials == null) {
            return offered;
        }
        in.readByte();
        boolean right = (text(in) + ":" + text(in)).equals(credentials);
        out.write(new byte[] {1, (byte) (right ? 0 : 1)});
        return right;
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one of the two broke off
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
