package dev.flinkrest.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0ms",
        "999, 999ms",
        "1000, 1s",
        "1099, 1s",
        "1100, 1.1s",
        "9999, 9.9s",
        "10000, 10s",
        "59999, 59s",
        "60000, 1m",
        "61000, 1m1s",
        "3599999, 59m59s",
        "3600000, 1h",
        "7500000, 2h5m",
        "86400000, 1d",
        "90000000, 1d1h",
        "-1, -"
    })
    void writesDurations(long millis, String text) {
        assertThat(Quantities.duration(millis)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1.0 KiB",
        "10188, 9.9 KiB",
        "102297, 99.9 KiB",
        "102400, 100 KiB",
        "1048524, 1.0 MiB",
        "1572864, 1.5 MiB",
        "9223372036854775807, 8.0 EiB",
        "-1, -"
    })
    void writesSizes(long bytes, String text) {
        assertThat(Quantities.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.25, 0.25",
        "9, 9",
        "9.994, 9.99",
        "812.4, 812",
        "9999.4, 9999",
        "9999.6, 10.0k",
        "14200, 14.2k",
        "999949, 999.9k",
        "3100000, 3.1M",
        "2.5e9, 2.5G",
        "NaN, -"
    })
    void writesRates(double value, String text) {
        assertThat(Quantities.number(value)).isEqualTo(text);
    }

    @Test
    void writesADashForWhatIsNotKnown() {
        assertThat(Quantities.duration(null)).isEqualTo("-");
        assertThat(Quantities.bytes(null)).isEqualTo("-");
        assertThat(Quantities.number(null)).isEqualTo("-");
        assertThat(Quantities.percent(null)).isEqualTo("-");
        assertThat(Quantities.time(null)).isEqualTo("-");
        assertThat(Quantities.time(-1L)).isEqualTo("-");
    }

    @Test
    void countsThings() {
        assertThat(Quantities.count(1, "job")).isEqualTo("1 job");
        assertThat(Quantities.count(0, "job")).isEqualTo("0 jobs");
    }
}
