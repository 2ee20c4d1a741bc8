package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real nginx on the loopback address, with all its files in a directory of its own. It ends with
 * {@link #close}, at the latest with this JVM, however that ends: a shell that has its standard
 * input from this JVM waits for the end of that.
 */
final class Nginx implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Ends the program with the shell's standard input, and the shell with the program. */
    private static final String WATCH =
            "exec 3<&0; \"$@\" </dev/null & child=$!;"
                    + " { cat <&3 >/dev/null; kill -TERM $child; } 2>/dev/null & wait $child";

    /**
     * Without a master there is one process, which changes no user and so may read the directory.
     */
    private static final String CONFIGURATION =
            """
            daemon off;
            master_process off;
            pid nginx.pid;
            error_log error.log info;
            events { worker_connections 512; }
            http {
                log_format numbered '$remote_addr - $remote_user "$request" $status $connection';
                access_log access.log numbered;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                server {
                    listen 127.0.0.1:PORT TLS;
            SERVER
                }
            }
            """;

    private final Path directory;
    private final Process shell;
    private final URI uri;

    private Nginx(Path directory, Process shell, URI uri) {
        this.directory = directory;
        this.shell = shell;
        this.uri = uri;
    }

    /** Skips the test where there is no nginx. */
    static void assume() {
        assumeTrue(
                binary() != null,
                "there is no nginx on the path or in /usr/sbin; install nginx or nginx-light");
    }

    private static Path binary() {
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator)),
                        Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(bin -> Path.of(bin, "nginx"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /**
     * Starts nginx, and waits until it listens.
     *
     * @param parent where its directory is made
     * @param server what its one server does: locations; files are relative to {@code parent}
     */
    static Nginx start(Path parent, String server) throws IOException, InterruptedException {
        return start(parent, "http", server);
    }

    /** Starts one that speaks TLS, if the scheme is https. */
    static Nginx start(Path parent, String scheme, String server)
            throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory(parent, "nginx");
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            Files.writeString(
                    directory.resolve("nginx.conf"),
                    CONFIGURATION
                            .replace("PORT", String.valueOf(port))
                            .replace("TLS", scheme.equals("https") ? "ssl" : "")
                            .replace("SERVER", server.indent(8)));
            URI uri = URI.create(scheme + "://127.0.0.1:" + port);
            Nginx nginx = new Nginx(directory, launch(directory), uri);
            if (nginx.listens()) {
                return nginx;
            }
            nginx.close();
            // somebody may have taken the port meanwhile
            assertThat(attempt).as("attempts to start nginx; %s", nginx.errors()).isLessThan(3);
        }
    }

    private static Process launch(Path directory) throws IOException {
        List<String> command =
                List.of(
                        "sh",
                        "-c",
                        WATCH,
                        "sh",
                        binary().toString(),
                        "-p",
                        directory.toString(),
                        "-e",
                        "error.log",
                        "-c",
                        "nginx.conf");
        File output = directory.resolve("output.txt").toFile();
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits for what it writes once it listens, so that nobody else who does is taken for it. */
    private boolean listens() throws IOException, InterruptedException {
        Path pid = directory.resolve("nginx.pid");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (shell.isAlive() && System.nanoTime() < end) {
            if (Files.exists(pid) && Files.size(pid) > 0) {
                return true;
            }
            Thread.sleep(20);
        }
        return false;
    }

    /** Where it listens, without a path. */
    URI uri() {
        return uri;
    }

    /** The shell, whose child nginx is. */
    ProcessHandle process() {
        return shell.toHandle();
    }

    /**
     * What it has answered, a line each, with the number of the connection at its end. A line is
     * written after the answer, so this waits until there come no more.
     */
    List<String> answered() throws IOException, InterruptedException {
        Path log = directory.resolve("access.log");
        long before;
        do {
            before = Files.size(log);
            Thread.sleep(100);
        } while (Files.size(log) != before);
        return Files.readAllLines(log);
    }

    /** What it complains about. */
    String errors() throws IOException {
        Path log = directory.resolve("error.log");
        return Files.readString(directory.resolve("output.txt"))
                + (Files.exists(log) ? Files.readString(log) : "");
    }

    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
            if (!shell.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                shell.descendants().forEach(ProcessHandle::destroyForcibly);
                shell.destroyForcibly();
            }
        } catch (IOException e) {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
