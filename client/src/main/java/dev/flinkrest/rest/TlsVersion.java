package dev.flinkrest.rest;

/** Names a version of TLS. Older ones than these are not spoken. */
public enum TlsVersion {
    /** TLS 1.2, which all versions of Flink speak. */
    TLS_1_2("TLSv1.2"),

    /** TLS 1.3, which Flink speaks only where its {@code security.ssl.protocol} says so. */
    TLS_1_3("TLSv1.3");

    private final String protocol;

    TlsVersion(String protocol) {
        this.protocol = protocol;
    }

    /**
     * Returns the version's name in the JDK and in Flink's configuration.
     *
     * @return for example {@code TLSv1.2}
     */
    public String protocol() {
        return protocol;
    }
}
