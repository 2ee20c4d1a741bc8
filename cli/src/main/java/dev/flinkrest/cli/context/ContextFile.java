package dev.flinkrest.cli.context;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps the named clusters in a file of JSON that its owner alone can read. */
public final class ContextFile {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .defaultPropertyInclusion(
                            JsonInclude.Value.empty()
                                    .withValueInclusion(JsonInclude.Include.NON_NULL))
                    .build();

    /**
     * Is what stands in the file.
     *
     * @param current the name of the context in use; null if none is
     * @param contexts the contexts by name
     */
    public record Content(@Nullable String current, SortedMap<String, Context> contexts) {
        /** Copies the map; null becomes empty. */
        public Content {
            contexts = new TreeMap<>(contexts == null ? Map.of() : contexts);
        }
    }

    private final Path path;

    private ContextFile(Path path) {
        this.path = path;
    }

    /**
     * Finds the file: {@code FLINKCTL_CONFIG}, else {@code flinkctl/contexts.json} in the directory
     * of the user's configuration.
     *
     * @param environment the environment variables
     * @param home the user's home directory
     * @return the file, which need not exist
     */
    public static ContextFile find(Map<String, String> environment, Path home) {
        String named = environment.getOrDefault("FLINKCTL_CONFIG", "");
        if (!named.isEmpty()) {
            return new ContextFile(Path.of(named));
        }
        String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
        // the specification has relative paths ignored
        Path directory = xdg.startsWith("/") ? Path.of(xdg) : home.resolve(".config");
        return new ContextFile(directory.resolve("flinkctl").resolve("contexts.json"));
    }

    /**
     * Returns where the file is.
     *
     * @return its path
     */
    public Path path() {
        return path;
    }

    /**
     * Reads the file.
     *
     * @return what stands in it; nothing if there is no file
     * @throws IllegalArgumentException if it cannot be read
     */
    public Content read() {
        try {
            return MAPPER.readValue(Files.readAllBytes(path), Content.class);
        } catch (NoSuchFileException e) {
            return new Content(null, new TreeMap<>());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the contexts in " + path + " cannot be read: " + firstLine(e), e);
        }
    }

    /**
     * Replaces the file.
     *
     * @param content what shall stand in it
     * @throws IOException if it cannot be written; what was there is still there
     */
    public void write(Content content) throws IOException {
        Path real = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        Path directory = real.resolveSibling(".");
        Files.createDirectories(directory, ownersAlone("rwx------"));
        Path part = Files.createTempFile(directory, "contexts", ".part", ownersAlone("rw-------"));
        try {
            Files.write(part, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
            Files.move(part, real, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private FileAttribute<?>[] ownersAlone(String permissions) {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }

    /**
     * Tells whether others than the owner can read the file.
     *
     * @return false also if there is no file, or the system does not tell
     */
    public boolean isReadByOthers() {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            return permissions.contains(PosixFilePermission.GROUP_READ)
                    || permissions.contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static String firstLine(IOException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
