package dev.flinkrest.embedded;

import java.util.List;

/**
 * Says what a child JVM runs.
 *
 * @param name what the server is called in messages, such as {@code Flink}
 * @param mainClass the main class, one of those in {@code src/child}; it extends {@code ChildJvm}
 * @param coordinates the Maven coordinates of the jars that it runs with
 */
record ChildProgram(String name, String mainClass, List<String> coordinates) {

    ChildProgram {
        coordinates = List.copyOf(coordinates);
    }
}
