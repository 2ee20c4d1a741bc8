package dev.flinkrest.cli.context;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/** Shows contexts without the secrets that stand in them. */
final class Shade {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new SimpleModule().addSerializer(Secret.class, new Hidden()))
                    .build();

    private static final class Hidden extends JsonSerializer<Secret> {
        @Override
        public void serialize(Secret secret, JsonGenerator json, SerializerProvider all)
                throws IOException {
            json.writeString(secret.toString());
        }
    }

    private Shade() {}

    static JsonNode hide(Context context) {
        return MAPPER.valueToTree(context);
    }
}
