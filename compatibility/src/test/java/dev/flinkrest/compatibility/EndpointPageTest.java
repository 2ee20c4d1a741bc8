package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.applications.Applications;
import dev.flinkrest.jars.Jars;
import dev.flinkrest.jobmanager.JobManager;
import dev.flinkrest.jobs.Jobs;
import dev.flinkrest.jobs.vertices.JobVertex;
import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Operation;
import dev.flinkrest.taskmanagers.TaskManagers;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Writes the README's endpoint table from the code: {@code mvn test -pl compatibility -am
 * -Ddocs.write=true}. Without that switch, it only checks that the table is what it would write.
 */
class EndpointPageTest {
    private static final String BEGIN = "<!-- endpoints: written by EndpointPageTest -->\n";
    private static final String END = "<!-- end of endpoints -->";
    private static final String NAMES = "names.csv";

    /** A line of the names' list: what an operation is called in Python and in Java. */
    private record Name(String operation, String python, String java) {}

    @Test
    void theReadmesTableIsThatOfTheCode() {
        Map<String, Name> byOperation =
                names().stream()
                        .collect(
                                Collectors.toMap(
                                        Name::operation, name -> name, (a, b) -> a, TreeMap::new));
        assertThat(byOperation.keySet())
                .as("the operations in " + NAMES + " are those of the tables in the code")
                .containsExactlyInAnyOrderElementsOf(
                        EndpointTables.rows(Server.JOB_MANAGER).keySet());
        WrittenText.hold(WrittenText.inCheckout("README.md"), BEGIN, END, table(byOperation));
    }

    /** Where the first part of a Java name leads. */
    private static final Map<String, Class<?>> HANDLES =
            Map.of(
                    "flink", FlinkRestClient.class,
                    "jobManager()", JobManager.class,
                    "taskManagers()", TaskManagers.class,
                    "jars()", Jars.class,
                    "jobs()", Jobs.class,
                    "applications()", Applications.class,
                    "vertex", JobVertex.class,
                    "Operation", Operation.class);

    /** Handles that a handle returns. */
    private static final Pattern NARROWER =
            Pattern.compile("\\.(subtasks|profiler|getProfiler|getRescales)\\([^)]*\\)(?=\\.)");

    @Test
    void everyJavaNameIsAMethodOfTheLibrary() {
        for (Name name : names()) {
            Class<?> handle = null;
            for (String java : split(name.java())) {
                String path = java;
                if (!path.startsWith(".")) {
                    String first = path.substring(0, path.indexOf('.'));
                    handle = HANDLES.get(first);
                    assertThat(handle).as("the handle of " + java).isNotNull();
                    path = path.substring(first.length());
                }
                Matcher narrower = NARROWER.matcher(path);
                if (narrower.lookingAt()) {
                    handle = returned(handle, narrower.group(1));
                    path = path.substring(narrower.end());
                }
                String method = path.substring(1, path.indexOf('('));
                assertThat(handle.getMethods())
                        .as("methods of " + handle + " for " + java)
                        .extracting(Method::getName)
                        .contains(method);
            }
        }
    }

    /** Passes over bridge methods, which return what an overridden one does, in no set order. */
    private static Class<?> returned(Class<?> handle, String method) {
        return Arrays.stream(handle.getMethods())
                .filter(candidate -> candidate.getName().equals(method) && !candidate.isBridge())
                .findFirst()
                .orElseThrow()
                .getReturnType();
    }

    private static List<Name> names() {
        return Listing.read(NAMES, 3).stream()
                .map(cells -> new Name(cells.get(0), cells.get(1), cells.get(2)))
                .toList();
    }

    /** Splits a list of names, but not within the parameters of one. */
    private static List<String> split(String names) {
        return names.isEmpty() ? List.of() : List.of(names.split(", (?![^(]*\\))"));
    }

    private static String table(Map<String, Name> names) {
        List<String> lines = new ArrayList<>();
        lines.add("| HTTP | Python | Java | since |");
        lines.add("|---|---|---|---|");
        EndpointTables.rows(Server.JOB_MANAGER).values().stream()
                .sorted(
                        Comparator.comparing((Endpoint<?> row) -> row.template())
                                .thenComparing(Endpoint::method))
                .map(row -> line(row, names.get(row.toString())))
                .forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }

    private static String line(Endpoint<?> row, Name name) {
        String since = row.since().equals(FlinkVersion.V1_13) ? "1.13" : row.since().minorText();
        return "| `"
                + row
                + "` | "
                + code(name.python())
                + " | "
                + code(name.java())
                + " | "
                + since
                + " |";
    }

    private static String code(String names) {
        return names.isEmpty()
                ? "–"
                : split(names).stream()
                        .map(name -> "`" + name + "`")
                        .collect(Collectors.joining(" "));
    }
}
