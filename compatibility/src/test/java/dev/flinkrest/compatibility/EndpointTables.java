package dev.flinkrest.compatibility;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.FlinkVersion;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds every row of every endpoint table of the library, by looking at its classes. */
public final class EndpointTables {
    private static final Map<Server, Map<String, Endpoint<?>>> TABLES = find();

    /** The rows by what they print as, such as {@code GET /jobs/:jobid}. */
    public static final Map<String, Endpoint<?>> ROWS = all();

    private EndpointTables() {}

    /** Returns the version that brought an operation. */
    static FlinkVersion since(String operation) {
        return ROWS.get(operation).since();
    }

    /** The rows of one kind of server; the History Server answers the JobManager's. */
    static Map<String, Endpoint<?>> rows(Server server) {
        return TABLES.getOrDefault(
                server == Server.HISTORY_SERVER ? Server.JOB_MANAGER : server, Map.of());
    }

    private static Map<Server, Map<String, Endpoint<?>>> find() {
        Map<Server, Map<String, Endpoint<?>>> tables = new EnumMap<>(Server.class);
        new ClassFileImporter()
                .importPackages("dev.flinkrest").stream()
                        .filter(type -> type.getSimpleName().endsWith("Endpoints"))
                        .sorted(Comparator.comparing(type -> type.getName()))
                        .flatMap(type -> Arrays.stream(type.reflect().getFields()))
                        .filter(field -> field.getType() == Endpoint.class)
                        .filter(field -> Modifier.isStatic(field.getModifiers()))
                        .forEach(
                                field ->
                                        add(
                                                tables.computeIfAbsent(
                                                        Server.of(field.getDeclaringClass()),
                                                        server -> new LinkedHashMap<>()),
                                                row(field)));
        return tables;
    }

    private static Map<String, Endpoint<?>> all() {
        Map<String, Endpoint<?>> rows = new LinkedHashMap<>();
        TABLES.values().forEach(table -> table.values().forEach(row -> add(rows, row)));
        return rows;
    }

    private static void add(Map<String, Endpoint<?>> rows, Endpoint<?> row) {
        if (rows.put(row.toString(), row) != null) {
            throw new IllegalStateException("two rows of " + row);
        }
    }

    private static Endpoint<?> row(Field field) {
        try {
            return (Endpoint<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
