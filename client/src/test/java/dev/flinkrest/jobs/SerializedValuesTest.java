package dev.flinkrest.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.id.JobId;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.support.FakeCaller;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server has serialised comes out as the bytes that it sent, and as nothing else. */
class SerializedValuesTest {
    private static final JobId JOB = JobId.of("0123456789abcdef0123456789abcdef");
    private static final AtomicInteger READ = new AtomicInteger();

    private byte[] bytes;

    /** Notices when it is deserialised. */
    private static final class Gadget implements Serializable {
        private static final long serialVersionUID = 1;

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            READ.incrementAndGet();
        }
    }

    @BeforeEach
    void serializes() throws IOException {
        READ.set(0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
            objects.writeObject(new Gadget());
        }
        bytes = out.toByteArray();
    }

    private Jobs jobs(String reply) {
        String base64 = Base64.getEncoder().encodeToString(bytes);
        return new Jobs(FakeCaller.always(FlinkVersion.V2_3, reply.replace("BYTES", base64)));
    }

    @Test
    void handsOutAccumulators() {
        JobAccumulators accumulators =
                jobs("{\"serialized-user-task-accumulators\":{\"a\":\"BYTES\"}}")
                        .getAccumulators(JOB, true);
        assertThat(accumulators.serializedBytes("a")).isEqualTo(bytes);
        assertThat(accumulators.serializedBytes("b")).isNull();
        assertThat(READ).hasValue(0);
    }

    @Test
    void handsOutWhatAJobCameTo() {
        JobExecutionResult result =
                jobs("{\"status\":{\"id\":\"COMPLETED\"},\"job-execution-result\":{\"id\":\""
                                + JOB
                                + "\",\"application-status\":\"FAILED\",\"net-runtime\":1,"
                                + "\"accumulator-results\":{\"a\":\"BYTES\"},\"failure-cause\":{"
                                + "\"class\":\"a.B\",\"stack-trace\":\"a.B: text\","
                                + "\"serialized-throwable\":\"BYTES\"}}}")
                        .getExecutionResult(JOB)
                        .orElseThrow();
        assertThat(result.accumulatorBytes("a")).isEqualTo(bytes);
        assertThat(result.accumulatorBytes("b")).isNull();
        assertThat(result.failureCause().serializedBytes()).isEqualTo(bytes);
        assertThat(READ).hasValue(0);
    }
}
