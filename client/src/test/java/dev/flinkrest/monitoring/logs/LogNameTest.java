package dev.flinkrest.monitoring.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogNameTest {

    @ParameterizedTest
    @CsvSource({
        "flink.log, flink.log.1, true, 1",
        "flink.log, flink.log.12, true, 12",
        "flink.log, flink.3.log, true, 3",
        "flink.log, flink-2024-01-31.log, true,",
        "flink.log, flink-2024-01-31-2.log, true,",
        "flink.log, flink.log.2024-01-31, true,",
        "flink.log, flink.log, false,",
        "flink.log, flink.log.1.gz, false,",
        "flink.log, flink.out, false,",
        "flink.log, flink-other.log, false,",
        "flink-root-taskexecutor-1-host.log, flink-root-taskexecutor-10-host.log, false,",
        "flink-root-taskexecutor-1-host.log, flink-root-taskexecutor-1-host.log.7, true, 7",
        "plain, plain.2, true, 2"
    })
    void tellsWhatRotatedFilesAreCalled(String log, String file, boolean rotated, Long number) {
        LogName name = new LogName(log);
        assertThat(name.isRotated(file)).isEqualTo(rotated);
        assertThat(name.number(file)).isEqualTo(number);
    }
}
