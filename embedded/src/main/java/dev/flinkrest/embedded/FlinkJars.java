package dev.flinkrest.embedded;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/**
 * Finds the jars that a server of Flink's needs, by Maven's own rules: the user's {@code
 * settings.xml} with its local repository, mirrors, proxies and credentials counts. Safe for use by
 * several threads.
 */
final class FlinkJars {

    /**
     * Brings Flink's log into a file. It fits SLF4J 1.7, which every Flink from 1.13 to 2.3 uses.
     */
    private static final String LOGGING = "org.apache.logging.log4j:log4j-slf4j-impl:2.24.3";

    private static final Exclusion EVERYTHING = new Exclusion("*", "*", "*", "*");

    private static final Map<List<List<String>>, List<Path>> RESOLVED = new ConcurrentHashMap<>();

    private FlinkJars() {}

    /**
     * Returns the jars with all that they need, downloading those that are not in the local
     * repository.
     *
     * @param coordinates what to ask Maven for
     * @param what what the jars are of, for the message, such as {@code Flink 2.3.0}
     * @throws EmbeddedFlinkException if one of them cannot be had
     */
    static List<Path> resolve(List<String> coordinates, String what) {
        return resolve(coordinates, List.of(), what);
    }

    /**
     * Returns the jars with all that they need, and further ones without what those need.
     *
     * @param coordinates what to ask Maven for
     * @param alone what to ask Maven for without what it depends on
     * @param what what the jars are of, for the message
     * @throws EmbeddedFlinkException if one of them cannot be had
     */
    static List<Path> resolve(List<String> coordinates, List<String> alone, String what) {
        List<Dependency> dependencies = new ArrayList<>();
        coordinates.forEach(one -> dependencies.add(dependency(one, List.of())));
        alone.forEach(one -> dependencies.add(dependency(one, List.of(EVERYTHING))));
        List<List<String>> key = List.of(List.copyOf(coordinates), List.copyOf(alone));
        List<Path> known = RESOLVED.get(key);
        if (known != null && known.stream().allMatch(Files::isRegularFile)) {
            return known;
        }
        ContextOverrides settings = ContextOverrides.create().withUserSettings(true).build();
        try (Context maven = Runtimes.INSTANCE.getRuntime().create(settings)) {
            List<Path> jars = resolve(maven, dependencies, what);
            RESOLVED.put(key, jars);
            return jars;
        }
    }

    private static Dependency dependency(String coordinates, List<Exclusion> exclusions) {
        return new Dependency(
                new DefaultArtifact(coordinates), JavaScopes.RUNTIME, false, exclusions);
    }

    private static List<Path> resolve(Context maven, List<Dependency> dependencies, String what) {
        List<RemoteRepository> repositories =
                maven.remoteRepositories().stream().map(TrustedRoots::applyTo).toList();
        CollectRequest collect =
                new CollectRequest().setRepositories(repositories).setDependencies(dependencies);
        DependencyRequest request =
                new DependencyRequest(
                        collect, DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME));
        try {
            List<Path> jars = new ArrayList<>();
            for (ArtifactResult result :
                    maven.repositorySystem()
                            .resolveDependencies(maven.repositorySystemSession(), request)
                            .getArtifactResults()) {
                jars.add(result.getArtifact().getFile().toPath());
            }
            return List.copyOf(jars);
        } catch (DependencyResolutionException e) {
            throw new EmbeddedFlinkException(explain(maven, what, repositories, e), e);
        }
    }

    private static String explain(
            Context maven,
            String what,
            List<RemoteRepository> repositories,
            DependencyResolutionException e) {
        Throwable root = e;
        boolean distrust = false;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            root = cause;
            distrust |= cause instanceof SSLException;
        }
        return "Cannot get the jars of "
                + what
                + " from the local Maven repository "
                + maven.repositorySystemSession().getLocalRepository().getBasedir()
                + " or the remote ones "
                + repositories.stream().map(RemoteRepository::getId).toList()
                + ". Check that this version exists, and that Maven's settings.xml and the network let it through"
                + (distrust
                        ? "; if a proxy signs its own certificates, name a PEM file that has its root by the environment variable "
                                + TrustedRoots.VARIABLE
                        : "")
                + ". "
                + e.getMessage()
                + (root == e ? "" : " (" + root + ")");
    }

    /**
     * Returns what to ask Maven for to run a cluster. Until 1.14, the names of some artifacts carry
     * a Scala version.
     */
    static List<String> ofCluster(String version) {
        String minor = FlinkVersions.minor(version);
        boolean scalaInRuntime = minor.equals("1.13");
        String scala = scalaInRuntime || minor.equals("1.14") ? "_2.12" : "";
        List<String> coordinates = new ArrayList<>();
        coordinates.add(flink("flink-runtime" + (scalaInRuntime ? scala : ""), version));
        coordinates.add(flink("flink-runtime-web" + scala, version));
        coordinates.add(flink("flink-clients" + scala, version));
        coordinates.add(flink("flink-streaming-java" + scala, version));
        if (!scalaInRuntime) {
            coordinates.add(flink("flink-rpc-akka-loader", version));
        }
        coordinates.add(LOGGING);
        return coordinates;
    }

    /** Returns what to ask Maven for to run a cluster for statements of SQL; 1.16 and later. */
    static List<String> ofSqlCluster(String version) {
        List<String> coordinates = new ArrayList<>(ofCluster(version));
        for (String artifact :
                List.of(
                        "flink-table-planner-loader",
                        "flink-table-runtime",
                        "flink-table-api-java-bridge",
                        "flink-cep",
                        "flink-json")) {
            coordinates.add(flink(artifact, version));
        }
        return coordinates;
    }

    /** Returns what to ask Maven for to run a SQL Gateway; 1.16 and later. */
    static List<String> ofSqlGateway(String version) {
        List<String> coordinates = new ArrayList<>(ofSqlCluster(version));
        coordinates.add(flink("flink-sql-gateway", version));
        return coordinates;
    }

    private static String flink(String artifact, String version) {
        return "org.apache.flink:" + artifact + ":" + version;
    }
}
