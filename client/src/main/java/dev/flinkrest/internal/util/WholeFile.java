package dev.flinkrest.internal.util;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes files that appear whole or not at all, where they were told to and nowhere else. What is
 * on its way lies beside the file, in one that nobody had before.
 */
public final class WholeFile {
    /** What Windows takes for a device, whatever the ending, or for a drive. */
    private static final Pattern WINDOWS =
            Pattern.compile(
                    "(?i)[a-z]:.*|(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])\\s*([.:].*)?");

    private WholeFile() {}

    /**
     * Writes a file.
     *
     * @param file where to; replaced in one step when all is there. Its directory must exist
     * @param body opens what to write; asked only when the file can be written as far as one can
     *     see
     * @throws IOException if the body breaks off, or the file cannot be written, or there is
     *     something that is no ordinary file, such as a link; nothing has changed then
     */
    public static void write(Path file, Supplier<InputStream> body) throws IOException {
        Path name = file.getFileName();
        if (name == null || name.toString().isEmpty()) {
            throw new FileSystemException(file.toString(), null, "is no name for a file");
        }
        // from here on in one and the same directory, whatever becomes of the links that led to it
        Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent()).toRealPath();
        Path target = directory.resolve(name);
        requireReplaceable(target);
        Path part = directory.resolve("." + UUID.randomUUID() + ".part");
        boolean created = false;
        try (InputStream in = body.get()) {
            try (OutputStream out =
                    Files.newOutputStream(
                            part,
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS)) {
                created = true;
                in.transferTo(out);
            }
            // replaces what has come to be there meanwhile; a link is not followed
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException | Error e) {
            if (created) {
                remove(part, e);
            }
            throw e;
        }
    }

    private static void remove(Path part, Throwable failure) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static void requireReplaceable(Path target) throws IOException {
        BasicFileAttributes found;
        try {
            found =
                    Files.readAttributes(
                            target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return;
        }
        if (!found.isRegularFile()) {
            String what =
                    found.isSymbolicLink()
                            ? "a symbolic link, and a download goes through none"
                            : found.isDirectory() ? "a directory" : "no ordinary file";
            throw new FileSystemException(
                    target.toString(),
                    null,
                    "is " + what + "; name a file, or one that does not exist yet");
        }
    }

    /**
     * Returns where a file lies that a server has named.
     *
     * @param directory where it must lie; links that lead there are the caller's, and followed
     * @param what what the file is, for the message
     * @param name the file's name, one plain segment
     * @return the file, certainly in that directory
     * @throws IllegalArgumentException if the name could mean anything but a file in there, on any
     *     system
     * @throws IOException if there is no such directory
     */
    public static Path inside(Path directory, String what, String name) throws IOException {
        String wrong = wrong(name);
        if (wrong != null) {
            throw refused(what, name, wrong);
        }
        Path real = directory.toRealPath();
        if (!Files.isDirectory(real)) {
            throw new NotDirectoryException(directory.toString());
        }
        Path file;
        try {
            file = real.resolve(name);
        } catch (InvalidPathException e) {
            throw refused(what, name, "is no file name here: " + e.getReason());
        }
        if (!real.equals(file.getParent())) {
            throw refused(what, name, "leads out of " + real);
        }
        return file;
    }

    private static @Nullable String wrong(String name) {
        if (name.isBlank()) {
            return "is blank";
        }
        if (name.equals(".") || name.equals("..")) {
            return "is a directory's";
        }
        if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
            return "leads to another directory";
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            return "holds control characters";
        }
        if (name.endsWith(".") || name.endsWith(" ") || WINDOWS.matcher(name).matches()) {
            return "means something else on Windows";
        }
        return null;
    }

    private static IllegalArgumentException refused(String what, String name, String wrong) {
        StringBuilder shown = new StringBuilder();
        name.chars().forEach(c -> shown.append(Character.isISOControl(c) ? '\ufffd' : (char) c));
        return new IllegalArgumentException(
                what
                        + " '"
                        + shown
                        + "' "
                        + wrong
                        + "; expected the plain name of a file. To write it all the same, choose"
                        + " the file's name yourself");
    }
}
