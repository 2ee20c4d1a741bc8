package dev.flinkrest.internal.events;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** Is the sending of a file, as the body of a request. Not safe for use by many threads. */
@Name("flinkrest.Upload")
@Label("Upload")
@Description("A file was sent as the body of a request; whether it was accepted, the request tells")
public final class JfrUpload extends JfrCall {
    /** The name that the server is told. */
    @Label("File")
    @Description("Name of the file, as the server is told")
    public @Nullable String file;

    /** How large the file is. */
    @Label("Size")
    @Description("Size of the file")
    @DataAmount
    public long size;

    /** How much of it was written to the connection. */
    @Label("Bytes Sent")
    @Description(
            "How much of the file was written to the connection; less than its size if that broke")
    @DataAmount
    public long bytesSent;
}
