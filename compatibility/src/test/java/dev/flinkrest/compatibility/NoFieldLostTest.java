package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoFieldLostTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"a":1}                              | {"a":1}
                    {"a":1}                              | {"a":1.0}
                    {"a":1e3}                            | {"a":1000}
                    {"a":9007199254740993}               | {"a":9007199254740993}
                    {"a":true}                           | {"a":true}
                    {"a":"x"}                            | {"a":"x"}
                    {"a":"NaN"}                          | {"a":"NaN"}
                    {"a":null}                           | {}
                    {"a":null}                           | {"a":[]}
                    {"a":{"b":null}}                     | {"a":{}}
                    {}                                   | {"more":1}
                    [1,2]                                | [1,2]
                    [null]                               | [null]
                    {"start_time":5,"start-time":5}      | {"start-time":5}
                    {"backpressure-level":"ok"}          | {"backpressureLevel":"ok"}
                    {"className":"x","status":"FAILED"}  | {"status":"FAILED"}
                    {"@class":"x","status":"FAILED"}     | {"status":"FAILED"}
                    """)
    void keepsWhatIsTheSame(String raw, String written) {
        assertThat(NoFieldLost.lost(json(raw), json(written))).isEmpty();
    }

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"a":1}                              | {}                           | $.a
                    {"a":1}                              | {"a":null}                   | $.a
                    {"a":1}                              | {"a":2}                      | $.a
                    {"a":1}                              | {"a":"1"}                    | $.a
                    {"a":1.5}                            | {"a":1}                      | $.a
                    {"a":9007199254740993}               | {"a":9007199254740992}       | $.a
                    {"a":false}                          | {}                           | $.a
                    {"a":"NaN"}                          | {"a":0}                      | $.a
                    {"a":""}                             | {}                           | $.a
                    {"a":{}}                             | {}                           | $.a
                    {"a":{}}                             | {"a":[]}                     | $.a
                    {"a":[]}                             | {}                           | $.a
                    {"a":{"b":[{"c":1}]}}                | {"a":{"b":[{"d":1}]}}        | $.a.b[0].c
                    {"a":[1,2]}                          | {"a":[1]}                    | $.a[1]
                    {"a":[1]}                            | {"a":[1,2]}                  | $.a
                    [1,2]                                | [2,1]                        | $[0] $[1]
                    {"start_time":5,"start-time":6}      | {"start-time":6}             | $.start_time
                    {"start_time":5}                     | {}                           | $.start_time
                    {"backpressure-level":"ok"}          | {"backpressureLevel":"low"}  | $.backpressure-level
                    {"className":"x"}                    | {}                           | $.className
                    {"@class":"x","status":null}         | {}                           | $.@class
                    """)
    void tellsWhatIsMissingOrDifferent(String raw, String written, String paths) {
        assertThat(NoFieldLost.lost(json(raw), json(written))).containsExactly(paths.split(" "));
    }

    @Test
    void takesNotANumberForItsText() {
        JsonNode text = TextNode.valueOf("NaN");
        JsonNode number = DoubleNode.valueOf(Double.NaN);
        assertThat(NoFieldLost.lost(text, number)).isEmpty();
        assertThat(NoFieldLost.lost(number, text)).isEmpty();
        assertThat(NoFieldLost.lost(number, DoubleNode.valueOf(0))).containsExactly("$");
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    @Test
    void anEmptyIdMayBeNull() {
        assertThat(NoFieldLost.lost(json("{\"jid\":\"\"}"), json("{}"))).isEmpty();
        assertThat(NoFieldLost.lost(json("{\"jid\":\"a\"}"), json("{}"))).containsExactly("$.jid");
        assertThat(NoFieldLost.lost(json("{\"name\":\"\"}"), json("{}"))).containsExactly("$.name");
    }
}
