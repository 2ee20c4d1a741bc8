package dev.flinkrest.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** A way to talk to the server. Used by one thread; keeps its connection. */
interface Peer extends Closeable {

    /** How long to wait for a connection, in seconds: this client's default, given to all. */
    int CONNECT_SECONDS = 10;

    /** How long to wait for a reply, in seconds: this client's default, given to all. */
    int RESPONSE_SECONDS = 60;

    /** How long a call may take, in seconds: this client's default, given to all that can. */
    int CALL_SECONDS = 300;

    /** Reads a reply and returns what it decodes to; a floor returns the bytes. */
    Object get(Get what) throws Exception;

    /** Uploads a file and returns what the reply decodes to; a floor returns the bytes. */
    Object upload(Path jar) throws Exception;

    /** The peers in the order of the report. */
    enum Kind {
        FLOOR("raw socket (floor)") {
            @Override
            Peer open(int port) throws IOException {
                return new RawSocket(port, false);
            }
        },
        FLOOR_DECODED("raw socket + decoding") {
            @Override
            Peer open(int port) throws IOException {
                return new RawSocket(port, true);
            }
        },
        THIS("**this client**") {
            @Override
            Peer open(int port) {
                return new ThisClient(port);
            }
        },
        JDK("java.net.http") {
            @Override
            Peer open(int port) {
                return new JdkClient(port);
            }
        },
        OKHTTP("OkHttp") {
            @Override
            Peer open(int port) {
                return new OkHttp(port);
            }
        };

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        abstract Peer open(int port) throws IOException;
    }
}
