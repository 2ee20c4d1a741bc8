package dev.flinkrest.internal.http;

import dev.flinkrest.internal.tls.FingerprintTrust;
import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Says what is wrong between a client and a server that do not come to an understanding by TLS. */
final class TlsFailures {
    private static final String ALERT = "Received fatal alert: ";

    private TlsFailures() {}

    /**
     * Returns what is wrong and what to do, in one sentence that goes on from the server's name.
     */
    static String describe(SSLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String said = ofCause(cause);
            if (said != null) {
                return said;
            }
        }
        String message = String.valueOf(failure.getMessage());
        int alert = message.indexOf(ALERT); // newer JDKs put its name before it, too
        if (alert >= 0) {
            return ofAlert(message.substring(alert + ALERT.length()));
        }
        if (message.contains("Unsupported or unrecognized SSL message")) {
            return "it does not speak TLS there; connect by http://, or to the port that does";
        }
        if (message.contains("not accepted by client preferences")) {
            return otherVersion();
        }
        if (failure.getCause() instanceof IOException) {
            return "it broke the handshake off ("
                    + failure.getCause().getMessage()
                    + "); perhaps it wants a certificate of the client that it trusts; set one by"
                    + " clientCertificate or keyStore of TlsOptions";
        }
        return message;
    }

    private static @Nullable String ofCause(Throwable cause) {
        if (cause instanceof SSLPeerUnverifiedException) {
            return cause.getMessage()
                    + "; connect by a name that it has, or have it issued for this one too";
        }
        if (cause instanceof FingerprintTrust.WrongFingerprintException) {
            return cause.getMessage() + "; it was renewed, or another server answers";
        }
        if (cause instanceof CertPathBuilderException) {
            return "its certificate is of no CA that this client trusts; trust that CA, or the"
                    + " certificate itself, by trustCertificates or trustStore of TlsOptions";
        }
        if (cause instanceof CertificateExpiredException
                || cause instanceof CertificateNotYetValidException) {
            return "its certificate, or one of its CAs', has expired or is not valid yet ("
                    + cause.getMessage()
                    + "); is this machine's clock right?";
        }
        return null;
    }

    private static String ofAlert(String alert) {
        return switch (alert) {
            case "protocol_version" -> otherVersion();
            case "bad_certificate",
                    "certificate_required",
                    "certificate_unknown",
                    "unsupported_certificate",
                    "certificate_expired",
                    "certificate_revoked",
                    "unknown_ca",
                    "access_denied" ->
                    "it wants a certificate of the client that it trusts ("
                            + alert
                            + "); set one by clientCertificate or keyStore of TlsOptions, of a CA in the"
                            + " server's trust store";
            case "handshake_failure" ->
                    "the two have no cipher suite in common, or it wants a certificate of the client"
                            + " that it trusts (handshake_failure); set one by clientCertificate or"
                            + " keyStore of TlsOptions, or see security.ssl.algorithms and"
                            + " security.ssl.rest.authentication-enabled in Flink's configuration";
            default -> "it broke the handshake off (" + alert + ")";
        };
    }

    private static String otherVersion() {
        return "it speaks no version of TLS that this client may; see security.ssl.protocol in Flink's"
                + " configuration, and minimumVersion of TlsOptions";
    }
}
