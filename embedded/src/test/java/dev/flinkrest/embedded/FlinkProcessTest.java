package dev.flinkrest.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlinkProcessTest {

    @Test
    void argumentsAreQuotedForAnArgumentFile() {
        assertThat(FlinkProcess.quoted("-Xmx1g")).isEqualTo("\"-Xmx1g\"");
        assertThat(FlinkProcess.quoted("C:\\a b\\\"c\"#")).isEqualTo("\"C:\\\\a b\\\\\\\"c\\\"#\"");
        assertThat(FlinkProcess.quoted("a\nb\r")).isEqualTo("\"a\\nb\\r\"");
    }
}
