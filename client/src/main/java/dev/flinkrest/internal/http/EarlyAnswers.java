package dev.flinkrest.internal.http;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.ResponseOutOfOrderStrategy;
import org.apache.hc.core5.util.Timeout;

/**
 * Looks, while a body is sent, whether the answer has come already, such as that its credentials
 * are not good: who answers so may read no further. Over TLS, where only a read can tell, each look
 * takes a millisecond. Safe for use by many threads.
 */
final class EarlyAnswers implements ResponseOutOfOrderStrategy {
    private static final long STRIDE = 128 * 1024;
    private static final long TLS_STRIDE = 512 * 1024;

    @Override
    public boolean isEarlyResponseDetected(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            InputStream in,
            long sent,
            long next)
            throws IOException {
        boolean isTls = connection.getSSLSession() != null;
        long stride = isTls ? TLS_STRIDE : STRIDE;
        if (sent / stride == (sent + next) / stride) {
            return false;
        }
        return isTls ? connection.isDataAvailable(Timeout.ONE_MILLISECOND) : in.available() > 0;
    }
}
