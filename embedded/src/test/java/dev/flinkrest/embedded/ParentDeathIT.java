package dev.flinkrest.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Starts a cluster in a JVM between this one and the cluster's, and lets that end. There, the
 * module is on the module path, with just what it requires by name, as Maven does it: so this is
 * also the proof that it works as a module. (All of its dependencies cannot be there, for two of
 * Maven's own jars share a package.)
 */
class ParentDeathIT {

    private static final String MODULE = "dev.flinkrest.embedded";

    @Test
    void clusterDiesWithAParentThatIsKilled() throws Exception {
        try (Parent parent = Parent.start("stay")) {
            parent.process.destroyForcibly();
            parent.cluster.onExit().get(5, TimeUnit.SECONDS);
            assertThat(parent.cluster.isAlive()).isFalse();
        }
    }

    @Test
    void allJvmsOfOneDieWithAParentThatIsKilled() throws Exception {
        try (Parent parent = Parent.start("several")) {
            List<ProcessHandle> jvms = parent.process.toHandle().children().toList();
            assertThat(jvms).hasSize(4).contains(parent.cluster);
            parent.process.destroyForcibly();
            for (ProcessHandle jvm : jvms) {
                jvm.onExit().get(5, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void clusterEndsWithAParentThatExits() throws Exception {
        try (Parent parent = Parent.start("exit")) {
            assertThat(parent.process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(parent.process.exitValue()).isZero();
            parent.cluster.onExit().get(5, TimeUnit.SECONDS);
            assertThat(parent.directory).doesNotExist();
        }
    }

    /** Is the main class of the JVM between. */
    static final class Main {

        private Main() {}

        public static void main(String[] args) throws InterruptedException {
            if (!MODULE.equals(EmbeddedFlink.class.getModule().getName())) {
                throw new IllegalStateException("Not on the module path");
            }
            if (args[0].equals("several")) {
                EmbeddedHaFlink flink = EmbeddedHaFlink.start("2.3");
                System.out.println(ProcessHandle.current().children().findFirst().get().pid());
                System.out.println(flink.directory());
            } else {
                EmbeddedFlink flink = EmbeddedFlink.start("2.3");
                System.out.println(flink.pid());
                System.out.println(flink.directory());
            }
            if (!args[0].equals("exit")) {
                Thread.sleep(Long.MAX_VALUE);
            }
        }
    }

    /** Holds the JVM between and what it has started. */
    private record Parent(Process process, ProcessHandle cluster, Path directory)
            implements AutoCloseable {

        static Parent start(String mode) throws Exception {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("--module-path");
            command.add(path(Parent::isRequiredByName));
            command.add("-cp");
            command.add(path(entry -> !isRequiredByName(entry)));
            command.add("--patch-module");
            command.add(MODULE + "=" + location(ParentDeathIT.class));
            command.add("--module");
            command.add(MODULE + "/" + Main.class.getName());
            command.add(mode);
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            BufferedReader out = process.inputReader();
            ProcessHandle cluster = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
            return new Parent(process, cluster, Path.of(out.readLine()));
        }

        private static String path(Predicate<String> wanted) {
            String separator = System.getProperty("path.separator");
            return Stream.of(System.getProperty("java.class.path").split(separator))
                    .filter(wanted)
                    .collect(Collectors.joining(separator));
        }

        private static boolean isRequiredByName(String entry) {
            return entry.equals(location(EmbeddedFlink.class))
                    || entry.matches(
                            ".*\\b(mima.context|maven-resolver-api|maven-resolver-util)\\b.*");
        }

        private static String location(Class<?> type) {
            try {
                return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                        .toString();
            } catch (URISyntaxException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
            cluster.destroyForcibly();
            cluster.onExit().join();
            new Directories(directory, true).remove();
        }
    }
}
