package dev.flinkrest.cli.logs;

import dev.flinkrest.cli.output.Progress;
import dev.flinkrest.rest.ForwardingCaller;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.RestCaller;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Shows of what is read as a stream how much has come. */
final class CountingCaller extends ForwardingCaller {
    private final Progress progress;
    private final long total;

    CountingCaller(RestCaller rest, Progress progress, long total) {
        super(rest);
        this.progress = progress;
        this.total = total;
    }

    @Override
    public InputStream open(Request<?> request) {
        return new Counted(super.open(request));
    }

    private final class Counted extends FilterInputStream {
        private long read;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = in.read(buffer, offset, length);
            count(Math.max(0, count));
            return count;
        }

        private void count(int bytes) {
            read += bytes;
            progress.at(read, total);
        }
    }
}
