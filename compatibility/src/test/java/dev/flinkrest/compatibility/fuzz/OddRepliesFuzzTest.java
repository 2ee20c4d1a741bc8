package dev.flinkrest.compatibility.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import dev.flinkrest.compatibility.RecordingCaller;
import dev.flinkrest.error.DecodingException;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Decodes replies of real servers into which odd values were put: what an arbitrary change of bytes
 * seldom hits, for most of those are no JSON any more. Two bytes choose the reply; then, again and
 * again, two choose a place and one chooses what to put there.
 */
class OddRepliesFuzzTest {
    static Stream<byte[]> oneOddValueEach() {
        return IntStream.range(0, Replies.all().size() * 2)
                .mapToObj(
                        i ->
                                ByteBuffer.allocate(5)
                                        .putShort((short) (i / 2))
                                        .putShort((short) (i * 31))
                                        .put((byte) i)
                                        .array());
    }

    @MethodSource("oneOddValueEach")
    @FuzzTest
    void decodes(byte[] input) {
        ByteBuffer choices = ByteBuffer.wrap(input);
        if (choices.remaining() < Short.BYTES) {
            return;
        }
        Replies.Reply reply =
                Replies.all().get(Math.floorMod(choices.getShort(), Replies.all().size()));
        JsonNode tree = RecordingCaller.read(reply.body());
        assertThat(tree).as("a reply of %s", reply.endpoint()).isNotNull();
        List<Edits.Place> places = Edits.places(tree);
        while (choices.remaining() >= Short.BYTES + 1 && !places.isEmpty()) {
            Edits.Place place = places.get(Math.floorMod(choices.getShort(), places.size()));
            place.put(Edits.odd(Edits.ODD.get(Math.floorMod(choices.get(), Edits.ODD.size()))));
        }
        byte[] body = tree.toString().getBytes(StandardCharsets.UTF_8);
        Input.hold(
                body.length,
                DecodingException.class,
                () -> reply.endpoint().decode(new ByteArrayInputStream(body)));
    }
}
