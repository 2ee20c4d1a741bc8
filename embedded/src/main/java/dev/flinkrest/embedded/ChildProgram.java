package dev.flinkrest.embedded;

import java.util.List;

/**
 * Says what a child JVM runs.
 *
 * @param name what the server is called in messages, such as {@code Flink}
 * @param mainClass the main class, one of those in {@code src/child}; it extends {@code ChildJvm}
 * @param coordinates the Maven coordinates of the jars that it runs with
 * @param jvmOptions options that its JVM has by default, over those of all children
 */
record ChildProgram(
        String name, String mainClass, List<String> coordinates, List<String> jvmOptions) {

    ChildProgram {
        coordinates = List.copyOf(coordinates);
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** Says what a child JVM runs that needs no options of its own. */
    ChildProgram(String name, String mainClass, List<String> coordinates) {
        this(name, mainClass, coordinates, List.of());
    }
}
