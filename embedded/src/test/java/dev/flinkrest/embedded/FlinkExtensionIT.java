package dev.flinkrest.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FlinkExtensionIT {

    @RegisterExtension static final FlinkExtension FLINK = FlinkExtension.of("2.3.0");

    @Test
    void clusterRuns() {
        assertThat(new Rest(FLINK.uri()).get("/overview").get("flink-version").asText())
                .isEqualTo("2.3.0");
    }

    @Test
    void clusterIsAParameter(EmbeddedFlink flink) {
        assertThat(flink.uri()).isEqualTo(FLINK.uri());
        assertThat(flink).isSameAs(FLINK.flink());
    }

    @Nested
    class Inside {

        @Test
        void clusterIsTheSame(EmbeddedFlink flink) {
            assertThat(flink.isAlive()).isTrue();
        }
    }

    @Nested
    class InsideToo {

        @Test
        void clusterHasNotBeenEndedByAnother(EmbeddedFlink flink) {
            assertThat(flink.isAlive()).isTrue();
        }
    }
}
