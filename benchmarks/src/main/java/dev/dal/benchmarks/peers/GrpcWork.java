package dev.dal.benchmarks.peers;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** The function {@code add} for gRPC: a number and some others in, as many out, as bytes that nothing needs to encode. */
final class GrpcWork {

    static final String SERVICE = "dal.Work";
    static final int ELEMENTS = 8;
    /** As many as 64 KiB have. */
    static final int MANY_ELEMENTS = 8192;

    static final MethodDescriptor<byte[], byte[]> ADD = MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, "add"))
            .setRequestMarshaller(new Bytes())
            .setResponseMarshaller(new Bytes())
            .build();

    private GrpcWork() {}

    /** Bytes as they are. */
    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try (stream) {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A stream of known length that gRPC drains into its own buffer in one copy. */
    private static final class ByteStream extends ByteArrayInputStream implements KnownLength, Drainable {
        ByteStream(byte[] bytes) {
            super(bytes);
        }

        @Override
        public int drainTo(OutputStream target) throws IOException {
            int length = available();
            target.write(buf, pos, length);
            pos += length;
            return length;
        }
    }
}
