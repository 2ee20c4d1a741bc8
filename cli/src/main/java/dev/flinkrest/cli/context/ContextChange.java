package dev.flinkrest.cli.context;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.flinkrest.FlinkRestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Changes a context, as far as something is given; an empty value takes a setting away. */
final class ContextChange {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .defaultPropertyInclusion(
                            JsonInclude.Value.empty()
                                    .withValueInclusion(JsonInclude.Include.NON_NULL))
                    .build();
    private static final Pattern SECRET_HEADER =
            Pattern.compile("auth|token|key|secret|cookie|password", Pattern.CASE_INSENSITIVE);

    private final ObjectNode settings;
    private final List<String> plain = new ArrayList<>();

    ContextChange(@Nullable Context old) {
        this.settings = MAPPER.valueToTree(old == null ? Context.of(List.of()) : old);
    }

    void urls(List<String> urls) {
        if (!urls.isEmpty()) {
            // the builder knows what a URL must be like
            FlinkRestClient.builder().urls(urls.toArray(String[]::new));
            settings.set("urls", MAPPER.valueToTree(urls));
        }
    }

    /** Sets a text at a path such as {@code tls.ca}; null leaves it as it is. */
    void text(String path, @Nullable String value) {
        if (value != null) {
            set(path, value.isEmpty() ? null : TextNode.valueOf(value));
        }
    }

    void flag(String path, @Nullable Boolean value) {
        if (value != null) {
            set(path, value ? BooleanNode.TRUE : null);
        }
    }

    void secret(String path, @Nullable String reference, String option) {
        if (reference != null && !reference.isEmpty()) {
            Secret secret = Secret.of(reference);
            if (secret.isPlain()) {
                plain.add(option);
            }
            set(path, TextNode.valueOf(secret.reference()));
        } else {
            text(path, reference);
        }
    }

    void header(String name, String reference) {
        ObjectNode headers = child(settings, "headers");
        if (reference.isEmpty()) {
            headers.remove(name);
            return;
        }
        Secret secret = Secret.of(reference);
        if (secret.isPlain() && SECRET_HEADER.matcher(name).find()) {
            plain.add("--header " + name);
        }
        headers.put(name, secret.reference());
    }

    private void set(String path, @Nullable JsonNode value) {
        int dot = path.indexOf('.');
        ObjectNode place = dot < 0 ? settings : child(settings, path.substring(0, dot));
        String name = path.substring(dot + 1);
        if (value == null) {
            place.remove(name);
        } else {
            place.set(name, value);
        }
        if (dot > 0 && place.isEmpty()) {
            settings.remove(path.substring(0, dot));
        }
    }

    private static ObjectNode child(ObjectNode node, String name) {
        return node.get(name) instanceof ObjectNode child ? child : node.putObject(name);
    }

    /** Returns the options whose values are kept as they are. */
    List<String> plain() {
        return plain;
    }

    /** Returns what the context is now. */
    Context done() {
        Context context;
        try {
            context = MAPPER.treeToValue(settings, Context.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("made of a context, so it must be one", e);
        }
        require(
                !context.urls().isEmpty() || context.flinkConfig() != null,
                "say where the cluster is: --url URL, or --flink-config PATH");
        Context.BasicAuth basic = context.basicAuth();
        require(
                basic == null || (basic.user() != null && basic.password() != null),
                "--user and --password go together; give both, or take both away");
        require(
                basic == null || context.bearerToken() == null,
                "a bearer token and a user do not go together; take one away with an empty value");
        Context.Proxy proxy = context.proxy();
        require(
                proxy == null || proxy.url() != null,
                "a proxy's user and password need --proxy URL");
        Context.Tls tls = context.tls();
        require(
                tls == null || (tls.clientCertificate() == null) == (tls.clientKey() == null),
                "--client-certificate and --client-key go together; give both");
        return context;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
