package dev.flinkrest.compatibility;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.FlinkVersion;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Finds every row of every endpoint table of the library, by looking at its classes. */
final class EndpointTables {
    private static final String SQL_PACKAGE = "dev.flinkrest.sql";

    /** A JobManager's rows by what they print as, such as {@code GET /jobs/:jobid}. */
    static final Map<String, Endpoint<?>> ROWS =
            find(type -> !type.getPackageName().equals(SQL_PACKAGE));

    /** A SQL Gateway's rows by what they print as. */
    static final Map<String, Endpoint<?>> SQL =
            find(type -> type.getPackageName().equals(SQL_PACKAGE));

    private EndpointTables() {}

    /** Returns the version that brought an operation. */
    static FlinkVersion since(String operation) {
        return ROWS.get(operation).since();
    }

    private static Map<String, Endpoint<?>> find(Predicate<JavaClass> wanted) {
        Map<String, Endpoint<?>> rows = new LinkedHashMap<>();
        new ClassFileImporter()
                .importPackages("dev.flinkrest").stream()
                        .filter(type -> type.getSimpleName().endsWith("Endpoints"))
                        .filter(wanted)
                        .sorted(Comparator.comparing(type -> type.getName()))
                        .flatMap(type -> Arrays.stream(type.reflect().getFields()))
                        .filter(field -> field.getType() == Endpoint.class)
                        .filter(field -> Modifier.isStatic(field.getModifiers()))
                        .map(EndpointTables::row)
                        .forEach(
                                row -> {
                                    if (rows.put(row.toString(), row) != null) {
                                        throw new IllegalStateException("two rows of " + row);
                                    }
                                });
        return rows;
    }

    private static Endpoint<?> row(Field field) {
        try {
            return (Endpoint<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
