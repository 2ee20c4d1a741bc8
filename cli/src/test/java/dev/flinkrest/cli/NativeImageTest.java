package dev.flinkrest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds what GraalVM is told to keep for reflection to what Jackson reads and writes: records,
 * enums and what carries Jackson's annotations. {@code -Ddocs.write=true} writes it down anew. What
 * the commands need is written by picocli when they are compiled.
 */
class NativeImageTest {
    private static final String JACKSON = "com.fasterxml.jackson.";

    @ParameterizedTest
    @CsvSource({"client, flink-rest-client", "cli, flinkctl"})
    void knowsWhatIsReadAndWritten(String module, String artifact) throws IOException {
        Pattern ofModule =
                Pattern.compile("/%s/target/(classes/|%s-[^/]+\\.jar)".formatted(module, artifact));
        String expected =
                new ClassFileImporter()
                                .withImportOption(
                                        location -> ofModule.matcher(location.toString()).find())
                                .importPackages("dev.flinkrest")
                                .stream()
                                .filter(NativeImageTest::isReflectedOn)
                                .map(JavaClass::getName)
                                .sorted()
                                .map(NativeImageTest::entry)
                                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
        assertThat(expected).contains("dev.flinkrest");
        Path file =
                Path.of(
                        "..",
                        module,
                        "src/main/resources/META-INF/native-image/dev.flinkrest",
                        artifact,
                        "reflect-config.json");
        if (Boolean.getBoolean("docs.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, expected);
        }
        assertThat(file).hasContent(expected);
    }

    private static boolean isReflectedOn(JavaClass type) {
        return type.isRecord()
                || type.isEnum()
                || type.isAssignableTo(JsonDeserializer.class)
                || type.isAssignableTo(JsonSerializer.class)
                || Stream.concat(
                                type.getAnnotations().stream(),
                                type.getMembers().stream()
                                        .flatMap(member -> member.getAnnotations().stream()))
                        .map(JavaAnnotation::getRawType)
                        .anyMatch(annotation -> annotation.getName().startsWith(JACKSON));
    }

    private static String entry(String name) {
        return "  {\"name\": \""
                + name
                + "\", \"allDeclaredConstructors\": true, \"allDeclaredFields\": true,"
                + " \"allDeclaredMethods\": true, \"allRecordComponents\": true}";
    }
}
