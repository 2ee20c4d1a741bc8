package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the page of dependencies to what the published artifacts bring along, as their bills of
 * materials say, and to the jars themselves. With {@code -Ddocs.write=true}, writes all but what
 * each is for, which is written by hand and must not be missing.
 */
class DependenciesIT {
    private static final String PAGE = "docs/reference/dependencies.md";
    private static final String END = "<!-- end of dependencies -->";
    private static final String NOTHING_YET = "";
    private static final String OURS = "pkg:maven/dev.flinkrest/";

    /** A jar that comes along. */
    private record Jar(String name, String version, String licence, long bytes) {
        String line(String purpose) {
            return "| `%s` | %s | %s | %s | %s |"
                    .formatted(name, version, number(bytes), licence, purpose);
        }
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "testkit", "embedded", "cli"})
    void thePageSaysWhatComesAlong(String module) throws IOException {
        Path page = WrittenText.inCheckout(PAGE);
        String begin = "<!-- dependencies of " + module + ": written by DependenciesIT -->\n";
        Map<String, String> purposes =
                purposes(WrittenText.between(WrittenText.read(page), begin, END));

        JsonNode bom = bom(module);
        String artifact = bom.at("/metadata/component/bom-ref").asText();
        Map<String, List<String>> needs = needs(bom);
        Set<String> reached = reached(artifact, needs);
        // of the embedded Flink's many, only those that its POM names
        Set<String> named = module.equals("embedded") ? Set.copyOf(needs.get(artifact)) : reached;
        List<Jar> rows = new ArrayList<>();
        List<Jar> others = new ArrayList<>();
        for (JsonNode component : bom.path("components")) {
            String ref = component.path("bom-ref").asText();
            if (reached.contains(ref)) {
                (named.contains(ref) ? rows : others).add(jar(module, component));
            }
        }
        rows.sort(Comparator.comparing(Jar::name));

        StringBuilder table = new StringBuilder();
        table.append("| jar | version | bytes | licence | what for |\n|---|---|---|---|---|\n");
        for (Jar row : rows) {
            String purpose = purposes.getOrDefault(row.name(), NOTHING_YET);
            table.append(row.line(purpose)).append('\n');
        }
        long rest = others.stream().mapToLong(Jar::bytes).sum();
        if (!others.isEmpty()) {
            table.append(
                    "| %d more, which these need | | %s | | |\n"
                            .formatted(others.size(), number(rest)));
        }
        long sum = rest + rows.stream().mapToLong(Jar::bytes).sum();
        table.append("| all | | %s | | |\n".formatted(number(sum)));

        WrittenText.hold(page, begin, END, table.toString());
        assertThat(rows)
                .as("what each of these is for, in the last column of " + PAGE)
                .allSatisfy(row -> assertThat(purposes.get(row.name())).isNotBlank());
    }

    /** What the page says of each jar, its last column. */
    private static Map<String, String> purposes(String table) {
        Map<String, String> purposes = new TreeMap<>();
        table.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split(" *\\| *", -1))
                .forEach(cells -> purposes.put(cells[1].replace("`", ""), cells[5]));
        return purposes;
    }

    private static JsonNode bom(String module) throws IOException {
        Path file = WrittenText.inCheckout(module).resolve("target/bom.json");
        assumeTrue(
                !module.equals("cli") || Files.exists(file),
                "flinkctl was not built; mvn verify builds it before this");
        assertThat(file).as("made by mvn package, but not with -Pquick").exists();
        JsonNode bom = new ObjectMapper().readTree(file.toFile());
        assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bom.at("/metadata/component/name").asText())
                .isEqualTo(module.equals("cli") ? "flinkctl" : "flink-rest-" + module);
        assertThat(bom.has("serialNumber") || bom.at("/metadata").has("timestamp"))
                .as("whether two builds differ")
                .isFalse();
        return bom;
    }

    /**
     * What each jar needs, by its reference; without what is optional, and what only that needs.
     */
    private static Map<String, List<String>> needs(JsonNode bom) {
        Set<String> optional = new HashSet<>();
        for (JsonNode component : bom.path("components")) {
            if (component.path("scope").asText().equals("optional")) {
                optional.add(component.path("bom-ref").asText());
            }
        }
        Map<String, List<String>> needs = new HashMap<>();
        for (JsonNode node : bom.path("dependencies")) {
            List<String> needed = new ArrayList<>();
            node.path("dependsOn").forEach(ref -> needed.add(ref.asText()));
            needed.removeAll(optional);
            needs.put(node.path("ref").asText(), needed);
        }
        return needs;
    }

    private static Set<String> reached(String from, Map<String, List<String>> needs) {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(needs.get(from));
        while (!open.isEmpty()) {
            String ref = open.remove();
            if (!ref.startsWith(OURS) && reached.add(ref)) {
                open.addAll(needs.getOrDefault(ref, List.of()));
            }
        }
        return reached;
    }

    private static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    /** Returns what is packed with flinkctl. */
    private static List<Path> packed() throws IOException {
        try (Stream<Path> files =
                Files.find(
                        WrittenText.inCheckout("cli").resolve("target"),
                        3,
                        (path, what) -> path.toString().endsWith(".jar"))) {
            return files.toList();
        }
    }

    private static Jar jar(String module, JsonNode component) throws IOException {
        String artifact = component.path("name").asText();
        String version = component.path("version").asText();
        String file = artifact + "-" + version + ".jar";
        List<Path> places = module.equals("cli") ? packed() : classPath();
        List<Path> found = places.stream().filter(path -> path.endsWith(file)).toList();
        assertThat(found).as(file + " on the class path, or beside flinkctl").hasSize(1);
        return new Jar(
                component.path("group").asText() + ":" + artifact,
                version,
                component.at("/licenses/0/license/id").asText("none stated"),
                Files.size(found.get(0)));
    }
}
