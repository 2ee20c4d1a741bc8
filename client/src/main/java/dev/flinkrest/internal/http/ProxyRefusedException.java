package dev.flinkrest.internal.http;

import java.io.IOException;

/** Is thrown when a proxy does not let a connection through. */
final class ProxyRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean forGood;

    /** Is for what the proxy would say of any server, and again. */
    ProxyRefusedException(String message) {
        this(message, true);
    }

    private ProxyRefusedException(String message, boolean forGood) {
        super(message);
        this.forGood = forGood;
    }

    /** Is for a tunnel that was asked for in vain. */
    static ProxyRefusedException ofTunnel(int status) {
        return new ProxyRefusedException(
                "the proxy answered CONNECT with "
                        + status
                        + (status == 407 ? "; it wants a user and password, or others" : ""),
                status < 500);
    }

    /** Tells whether it refuses the caller, and not just a server that it does not reach. */
    boolean isForGood() {
        return forGood;
    }
}
