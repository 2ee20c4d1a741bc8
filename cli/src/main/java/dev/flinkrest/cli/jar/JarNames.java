package dev.flinkrest.cli.jar;

import dev.flinkrest.cli.Choice;
import dev.flinkrest.cli.CommandFailedException;
import dev.flinkrest.id.JarId;
import dev.flinkrest.jars.JarInfo;
import dev.flinkrest.jars.Jars;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the jar that a word means. */
public final class JarNames {
    private JarNames() {}

    /**
     * Finds an uploaded jar.
     *
     * @param jars asks for those there are
     * @param word its id, the beginning of it, or the file's name, which means the newest of that
     *     name
     * @return its id
     * @throws CommandFailedException if there is none, or several
     */
    public static JarId find(Jars jars, String word) {
        List<JarInfo> all = jars.all().files();
        Optional<JarInfo> newest =
                all.stream()
                        .filter(jar -> jar.name().equals(word))
                        .max(Comparator.comparingLong(JarInfo::uploaded));
        return newest.orElseGet(
                        () ->
                                new Choice<>("jar", all, (JarInfo jar) -> jar.id().toString())
                                        .find(word))
                .id();
    }

    /**
     * Tells whether a word names a file of this machine.
     *
     * @param word the word
     * @return whether there is such a file
     */
    public static boolean isFile(String word) {
        return Files.isRegularFile(Path.of(word));
    }
}
