/**
 * Starts a real Apache Flink of any version from 1.13 to 2.3 in a child JVM, for tests and
 * demonstrations.
 */
module dev.flinkrest.embedded {
    requires eu.maveniverse.maven.mima.context;
    requires org.apache.maven.resolver;
    requires org.apache.maven.resolver.util;
    requires static transitive org.jspecify;
    requires static transitive org.junit.jupiter.api;

    exports dev.flinkrest.embedded;
}
