package dev.flinkrest.compatibility;

import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.HttpMethod;
import dev.flinkrest.rest.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file that a history server has unpacked of an archive, which it answers a request with.
 *
 * @param file the file
 * @param request the request, of a row of the library
 */
record ArchivedReply(Path file, Request<?> request) {
    /** What is there beside replies: the web page, and the parts that overviews are made of. */
    private static final Pattern NO_REPLY =
            Pattern.compile("/(config|(application-)?overviews/.*|assets/.*|web/.*)");

    /**
     * Finds the replies that hold something; what a cluster refused is archived too, see {@code
     * Refusals}.
     *
     * @param root where the server keeps its files
     * @throws IllegalStateException if a reply belongs to no row
     */
    static List<ArchivedReply> below(Path root) throws IOException {
        List<ArchivedReply> replies = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".json")).toList()) {
                String relative = "/" + root.relativize(file);
                String path = relative.substring(0, relative.length() - ".json".length());
                if (!NO_REPLY.matcher(path).matches()
                        && !Files.readString(file).startsWith("{\"errors\":")) {
                    replies.add(new ArchivedReply(file, request(path)));
                }
            }
        }
        return replies;
    }

    /** Makes the request of the row that fits best: that with the fewest parameters. */
    private static Request<?> request(String path) {
        return EndpointTables.ROWS.values().stream()
                .filter(row -> row.method() == HttpMethod.GET)
                .filter(row -> pattern(row).matcher(path).matches())
                .min(Comparator.comparing(row -> pattern(row).matcher(path).groupCount()))
                .map(row -> row.with(parameters(row, path)))
                .orElseThrow(() -> new IllegalStateException("no row reads the archived " + path));
    }

    private static Pattern pattern(Endpoint<?> row) {
        return Pattern.compile(row.template().replaceAll(":\\w+", "([^/]+)"));
    }

    private static Object[] parameters(Endpoint<?> row, String path) {
        Matcher matcher = pattern(row).matcher(path);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(path);
        }
        return Stream.iterate(1, group -> group <= matcher.groupCount(), group -> group + 1)
                .map(matcher::group)
                .toArray();
    }
}
