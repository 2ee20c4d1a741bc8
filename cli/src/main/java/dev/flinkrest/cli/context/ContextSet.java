package dev.flinkrest.cli.context;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.rest.TlsVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "set",
        description = {
            "Makes a context of --url, or changes what is given of one; the first is in use at once.",
            "A SECRET is env:NAME, file:PATH or command:LINE, which say where it is to be had, or plain:VALUE,"
                    + " which is kept in the file as it is. An empty value takes a setting away."
        })
final class ContextSet extends CliCommand {
    @Parameters(paramLabel = "NAME", description = "The context.")
    private String name = "";

    @Option(
            names = "--flink-config",
            paramLabel = "PATH",
            description = "Flink's own config.yaml or flink-conf.yaml, or its directory.")
    private @Nullable String flinkConfig;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "NAME=SECRET",
            description = "Sent with each request; may be repeated.")
    private Map<String, String> headers = new LinkedHashMap<>();

    @Option(names = "--bearer-token", paramLabel = "SECRET", description = "A token.")
    private @Nullable String bearerToken;

    @Option(names = "--user", paramLabel = "NAME", description = "The user, for basic auth.")
    private @Nullable String user;

    @Option(names = "--password", paramLabel = "SECRET", description = "The user's password.")
    private @Nullable String password;

    @ArgGroup(exclusive = false, heading = "TLS:%n")
    private TlsGroup tls = new TlsGroup();

    /** Holds what can be said of TLS. */
    static final class TlsGroup {
        @Option(
                names = "--ca",
                paramLabel = "FILE",
                description = "PEM file of trusted certificates.")
        private @Nullable String ca;

        @Option(
                names = "--trust-store",
                paramLabel = "FILE",
                description = "PKCS12 or JKS file of trusted certificates.")
        private @Nullable String trustStore;

        @Option(
                names = "--trust-store-password",
                paramLabel = "SECRET",
                description = "Its password.")
        private @Nullable String trustStorePassword;

        @Option(
                names = "--fingerprint",
                paramLabel = "SHA",
                description = "Trust only the certificate with this fingerprint.")
        private @Nullable String fingerprint;

        @Option(
                names = "--client-certificate",
                paramLabel = "FILE",
                description = "PEM file of the certificate that says who calls.")
        private @Nullable String clientCertificate;

        @Option(names = "--client-key", paramLabel = "FILE", description = "PEM file of its key.")
        private @Nullable String clientKey;

        @Option(
                names = "--key-store",
                paramLabel = "FILE",
                description = "PKCS12 or JKS file with certificate and key.")
        private @Nullable String keyStore;

        @Option(
                names = "--key-password",
                paramLabel = "SECRET",
                description = "The password of the key, or of the key store.")
        private @Nullable String keyPassword;

        @Option(
                names = "--minimum-tls",
                paramLabel = "VERSION",
                description = "The oldest that is spoken: ${COMPLETION-CANDIDATES}.")
        private @Nullable TlsVersion minimumVersion;

        @Option(
                names = "--insecure-accept-any-host-name",
                arity = "0..1",
                fallbackValue = "true",
                description = "Accept certificates that are of another host.")
        private @Nullable Boolean insecureAcceptAnyHostName;
    }

    @Option(
            names = "--proxy",
            paramLabel = "URL",
            description = "http://host:port or socks://host:port.")
    private @Nullable String proxy;

    @Option(names = "--proxy-user", paramLabel = "NAME", description = "The proxy's user.")
    private @Nullable String proxyUser;

    @Option(names = "--proxy-password", paramLabel = "SECRET", description = "The user's password.")
    private @Nullable String proxyPassword;

    @Option(names = "--sql-gateway", paramLabel = "URL", description = "For 'sql'.")
    private @Nullable String sqlGateway;

    @Option(names = "--history-server", paramLabel = "URL", description = "For 'history'.")
    private @Nullable String historyServer;

    @Override
    protected void run(Session session) throws IOException {
        ContextFile file = session.contexts();
        ContextFile.Content content = file.read();
        ContextChange change = new ContextChange(content.contexts().get(name));
        change.urls(session.urls());
        change.text("flinkConfig", absolute(flinkConfig));
        headers.forEach(change::header);
        change.secret("bearerToken", bearerToken, "--bearer-token");
        change.text("basicAuth.user", user);
        change.secret("basicAuth.password", password, "--password");
        change.text("tls.ca", absolute(tls.ca));
        change.text("tls.trustStore", absolute(tls.trustStore));
        change.secret("tls.trustStorePassword", tls.trustStorePassword, "--trust-store-password");
        change.text("tls.fingerprint", tls.fingerprint);
        change.text("tls.clientCertificate", absolute(tls.clientCertificate));
        change.text("tls.clientKey", absolute(tls.clientKey));
        change.text("tls.keyStore", absolute(tls.keyStore));
        change.secret("tls.keyPassword", tls.keyPassword, "--key-password");
        change.text(
                "tls.minimumVersion",
                tls.minimumVersion == null ? null : tls.minimumVersion.name());
        change.flag("tls.insecureAcceptAnyHostName", tls.insecureAcceptAnyHostName);
        change.text("proxy.url", proxy);
        change.text("proxy.user", proxyUser);
        change.secret("proxy.password", proxyPassword, "--proxy-password");
        change.text("sqlGateway", sqlGateway);
        change.text("historyServer", historyServer);
        content.contexts().put(name, change.done());
        String current = content.current() == null ? name : content.current();
        file.write(new ContextFile.Content(current, content.contexts()));
        change.plain()
                .forEach(
                        option ->
                                session.out()
                                        .warn(
                                                "the secret of "
                                                        + option
                                                        + " stands in "
                                                        + file.path()
                                                        + " as it is; env:NAME, file:PATH or command:LINE"
                                                        + " would only say where it is to be had"));
        session.out()
                .talk(
                        "Context "
                                + name
                                + (isChosen(content, current)
                                        ? " is kept, and in use."
                                        : " is kept."));
    }

    private boolean isChosen(ContextFile.Content content, String current) {
        return name.equals(current) && content.current() == null;
    }

    /** Makes paths hold wherever the next command is given. */
    private static @Nullable String absolute(@Nullable String path) {
        return path == null || path.isEmpty()
                ? path
                : Path.of(path).toAbsolutePath().normalize().toString();
    }
}
