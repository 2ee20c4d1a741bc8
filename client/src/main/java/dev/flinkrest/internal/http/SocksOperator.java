package dev.flinkrest.internal.http;

import dev.flinkrest.rest.ProxyOptions;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Lookup;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Connects through a SOCKS proxy of version 5 (RFC 1928, RFC 1929). The JDK's own sockets do so
 * too, but take credentials from one place for the whole JVM, and do not obey an interrupt.
 */
final class SocksOperator extends DefaultHttpClientConnectionOperator {
    private static final int VERSION = 5;
    private static final int NO_AUTHENTICATION = 0;
    private static final int PASSWORD = 2;
    private static final int CONNECT = 1;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;

    private final ProxyOptions proxy;
    private final Lookup<TlsSocketStrategy> tls;

    SocksOperator(ProxyOptions proxy, Lookup<TlsSocketStrategy> tls) {
        super(
                ignored -> Connections.interruptibleSocket(),
                DefaultSchemePortResolver.INSTANCE,
                Names.SYSTEM,
                tls);
        this.proxy = proxy;
        this.tls = tls;
    }

    @Override
    public void connect(
            ManagedHttpClientConnection connection,
            HttpHost endpoint,
            @Nullable NamedEndpoint endpointName,
            @Nullable Path unixDomainSocket,
            @Nullable InetSocketAddress localAddress,
            Timeout connectTimeout,
            SocketConfig socketConfig,
            @Nullable Object attachment,
            HttpContext context)
            throws IOException {
        int millis = connectTimeout == null ? 0 : connectTimeout.toMillisecondsIntBound();
        Socket socket;
        try {
            socket = connectToProxy(connection, millis);
            greet(socket, endpoint);
        } catch (java.net.SocketTimeoutException e) {
            throw new ConnectTimeoutException("through the " + proxy + ": " + e.getMessage());
        }
        connection.bind(socket);
        if (URIScheme.HTTPS.same(endpoint.getSchemeName())) {
            TlsSocketStrategy strategy = Objects.requireNonNull(tls.lookup(URIScheme.HTTPS.id));
            connection.bind(
                    strategy.upgrade(
                            socket,
                            endpoint.getHostName(),
                            endpoint.getPort(),
                            attachment,
                            context),
                    socket);
        }
        connection.setSocketTimeout(Timeout.ZERO_MILLISECONDS);
    }

    /** Connects to the first of the proxy's addresses where somebody listens. */
    private Socket connectToProxy(ManagedHttpClientConnection connection, int millis)
            throws IOException {
        InetAddress[] hosts = Names.SYSTEM.resolve(proxy.host());
        for (int i = 0; ; i++) {
            Socket socket = Connections.interruptibleSocket();
            connection.bind(socket);
            try {
                socket.connect(new InetSocketAddress(hosts[i], proxy.port()), millis);
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(millis);
                return socket;
            } catch (IOException e) {
                socket.close();
                if (i + 1 == hosts.length) {
                    throw e;
                }
            }
        }
    }

    private void greet(Socket socket, HttpHost server) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        int method = proxy.user() == null ? NO_AUTHENTICATION : PASSWORD;
        out.write(new byte[] {VERSION, 1, (byte) method});
        requireVersion(in);
        if (in.readUnsignedByte() != method) {
            throw refused(
                    method == PASSWORD
                            ? "takes no user and password"
                            : "wants a user and password; give them to withCredentials");
        }
        if (method == PASSWORD) {
            authenticate(in, out);
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(new byte[] {VERSION, CONNECT, 0});
        request.writeBytes(address(server.getHostName()));
        request.write(server.getPort() >> 8);
        request.write(server.getPort());
        out.write(request.toByteArray());
        requireVersion(in);
        int answer = in.readUnsignedByte();
        if (answer != 0) {
            throw new ConnectException("the " + proxy + " " + meaning(answer));
        }
        in.readUnsignedByte();
        int type = in.readUnsignedByte();
        int length =
                switch (type) {
                    case IPV4 -> 4;
                    case IPV6 -> 16;
                    case NAME -> in.readUnsignedByte();
                    default -> throw refused("answers with an address of unknown type " + type);
                };
        in.readFully(new byte[length + 2]);
    }

    /** Returns a host as it travels: its kind, then an address, or a name and its length. */
    private static byte[] address(String host) throws UnknownHostException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (Names.isAddress(host)) {
            byte[] address = InetAddress.getByName(host).getAddress();
            bytes.write(address.length == 4 ? IPV4 : IPV6);
            bytes.writeBytes(address);
        } else {
            byte[] name = host.getBytes(StandardCharsets.UTF_8);
            bytes.write(NAME);
            bytes.write(name.length);
            bytes.writeBytes(name);
        }
        return bytes.toByteArray();
    }

    private void authenticate(DataInputStream in, OutputStream out) throws IOException {
        byte[] user = Objects.requireNonNull(proxy.user()).getBytes(StandardCharsets.UTF_8);
        byte[] password = Objects.requireNonNull(proxy.password()).getBytes(StandardCharsets.UTF_8);
        byte[] proof = new byte[user.length + password.length + 3];
        proof[0] = 1;
        proof[1] = (byte) user.length;
        System.arraycopy(user, 0, proof, 2, user.length);
        proof[user.length + 2] = (byte) password.length;
        System.arraycopy(password, 0, proof, user.length + 3, password.length);
        out.write(proof);
        in.readUnsignedByte();
        if (in.readUnsignedByte() != 0) {
            throw refused("refuses these credentials");
        }
    }

    private void requireVersion(DataInputStream in) throws IOException {
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw refused("does not speak SOCKS version 5");
        }
    }

    private ProxyRefusedException refused(String why) {
        return new ProxyRefusedException("the " + proxy + " " + why);
    }

    private static String meaning(int answer) {
        return switch (answer) {
            case 2 -> "does not allow it";
            case 3 -> "cannot reach the network";
            case 4 -> "cannot reach the host, or does not know its name";
            case 5 -> "was refused the connection";
            default -> "failed with code " + answer;
        };
    }
}
