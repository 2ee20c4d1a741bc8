package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Prints what {@code dev.flinkrest.support.PrintedSecretsCheck} must find in this class's report
 * when the suite is over, or else fails: that it sees what is printed, and that the marks agree.
 */
class PrintedSecretsIT {
    @Test
    void printsOnPurpose() {
        System.out.println(Secrets.ON_PURPOSE);
        for (String secret : new String[] {Secrets.PASSWORD, Secrets.TOKEN}) {
            String mark = Secrets.ON_PURPOSE.replace(", on purpose", "");
            assertThat(secret.startsWith(mark)).isTrue();
        }
    }
}
