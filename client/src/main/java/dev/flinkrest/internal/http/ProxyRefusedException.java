package dev.flinkrest.internal.http;

import java.io.IOException;

/** Is thrown when a proxy does not let a connection through. */
final class ProxyRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    ProxyRefusedException(String message) {
        super(message);
    }

    /** Is for a tunnel that was asked for in vain. */
    static ProxyRefusedException ofTunnel(int status) {
        return new ProxyRefusedException(
                "the proxy answered CONNECT with "
                        + status
                        + (status == 407 ? "; it wants a user and password, or others" : ""));
    }
}
