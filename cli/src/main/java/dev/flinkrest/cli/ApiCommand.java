package dev.flinkrest.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.HttpMethod;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.Response;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "api",
        description = {
            "Sends a request of your own, with the context's credentials and TLS, and prints the reply as it"
                    + " comes.",
            "The exit code tells whether the server answered with a status of 2xx."
        })
final class ApiCommand extends CliCommand {
    @Parameters(index = "0", paramLabel = "METHOD", description = "${COMPLETION-CANDIDATES}.")
    private HttpMethod method = HttpMethod.GET;

    @Parameters(
            index = "1",
            paramLabel = "PATH",
            description = "Path and query, such as /jobs/overview.")
    private String path = "";

    @Option(
            names = {"-d", "--data"},
            paramLabel = "JSON",
            description = "The body; @FILE reads it from a file, @- from standard input.")
    private @Nullable String data;

    @Option(names = "--dry-run", description = "Only print the request that would be sent.")
    private boolean dryRun;

    @Override
    protected void run(Session session) throws IOException {
        Request<JsonNode> request = request(session);
        if (dryRun) {
            session.out().text(request.toString());
            return;
        }
        Response<JsonNode> response = session.flink().exchange(request);
        session.out().raw(response.bytes());
        if (response.status() < 200 || response.status() > 299) {
            throw ServerErrorException.of(
                    method + " " + path,
                    path,
                    response.status(),
                    response.headers(),
                    response.bytes());
        }
    }

    private Request<JsonNode> request(Session session) throws IOException {
        if (!path.startsWith("/")) {
            throw new CommandFailedException(
                    ExitCode.USAGE, "the path is '" + path + "'; expected one that begins with /");
        }
        int question = path.indexOf('?');
        String bare = question < 0 ? path : path.substring(0, question);
        Request<JsonNode> request = Endpoint.of(method, bare, JsonNode.class).with();
        if (question >= 0) {
            for (String pair : path.substring(question + 1).split("&", -1)) {
                int equals = pair.indexOf('=');
                request =
                        request.query(
                                decode(equals < 0 ? pair : pair.substring(0, equals)),
                                equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return data == null ? request : request.body(body(session));
    }

    private static String decode(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }

    private JsonNode body(Session session) throws IOException {
        String text = String.valueOf(data);
        byte[] bytes;
        if (text.equals("@-")) {
            bytes = session.surroundings().in().readAllBytes();
        } else if (text.startsWith("@")) {
            bytes = Files.readAllBytes(Path.of(text.substring(1)));
        } else {
            bytes = text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return new JsonMapper().readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the body is no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
