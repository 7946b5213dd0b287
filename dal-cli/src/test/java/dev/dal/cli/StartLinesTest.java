package dev.dal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartLinesTest {

    /** The first four as the original store was seen to print them; all as {@code printf %g} does. */
    @ParameterizedTest
    @CsvSource({
        "1000000000, 1",
        "100000000, 0.1",
        "1073741824, 1.07374",
        "10000, 1e-05",
        "1000000, 0.001",
        "99999, 9.9999e-05",
        "100000, 0.0001",
        "999999500000000, 1e+06",
        "999999400000000, 999999",
        "123456000000000000, 1.23456e+08",
        "9223372036854775807, 9.22337e+09",
        "1, 1e-09",
        "0, 0",
        "-1, -1e-09",
        "-9223372036854775808, -9.22337e+09"
    })
    void capacityIsToldInGigabytesWithSixDigits(long bytes, String gigabytes) {
        assertThat(StartLines.allowing(bytes))
                .isEqualTo("Allowing the Plasma store to use up to " + gigabytes + "GB of memory.");
    }

    @Test
    void directoryAndHugePagesAreTold() {
        assertThat(StartLines.starting("/dev/shm", false))
                .isEqualTo("Starting object store with directory /dev/shm and huge page support disabled");
        assertThat(StartLines.starting("/mnt/huge", true))
                .isEqualTo("Starting object store with directory /mnt/huge and huge page support enabled");
    }
}
