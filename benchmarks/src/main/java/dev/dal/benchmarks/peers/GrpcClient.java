package dev.dal.benchmarks.peers;

import dev.dal.benchmarks.process.Program;
import dev.dal.benchmarks.process.ProgramLoop;
import dev.dal.benchmarks.programs.Pipeline;
import dev.dal.benchmarks.programs.Rounds;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * Calls {@code add} by gRPC with netty's epoll transport and a direct executor. Arguments: path of the server's Unix
 * socket; its TCP port.
 */
public final class GrpcClient implements Program {

    private static final long ANSWER_SECONDS = 60;

    private final ManagedChannel unix;
    private final ManagedChannel tcp;

    private GrpcClient(String socket, int port) {
        EpollEventLoopGroup group = new EpollEventLoopGroup(1);
        this.unix = NettyChannelBuilder.forAddress(new DomainSocketAddress(socket))
                .channelType(EpollDomainSocketChannel.class)
                .eventLoopGroup(group)
                .directExecutor()
                .usePlaintext()
                .build();
        this.tcp = NettyChannelBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .channelType(EpollSocketChannel.class)
                .eventLoopGroup(group)
                .directExecutor()
                .usePlaintext()
                .build();
    }

    /**
     * Runs the program.
     *
     * @param args see the class
     */
    public static void main(String[] args) {
        ProgramLoop.serve(() -> new GrpcClient(args[0], Integer.parseInt(args[1])));
    }

    @Override
    public String greeting() {
        return "";
    }

    /**
     * Tasks: {@code unix} and {@code tcp}, microseconds of a blocking call; {@code unix 64 KiB}, of one with 64 KiB in and
     * 64 KiB out; {@code pipelined unix} and
     * {@code pipelined tcp}, calls per second with 100 in flight.
     */
    @Override
    public double run(String task, long millis) throws Exception {
        ManagedChannel channel = task.endsWith("tcp") ? tcp : unix;
        if (task.startsWith("pipelined")) {
            return pipelined(channel, millis);
        }
        int elements = task.endsWith("64 KiB") ? GrpcWork.MANY_ELEMENTS : GrpcWork.ELEMENTS;
        return Rounds.medianMicros(
                millis,
                () -> check(
                        ClientCalls.blockingUnaryCall(channel, GrpcWork.ADD, CallOptions.DEFAULT, request(elements)),
                        elements));
    }

    private double pipelined(ManagedChannel channel, long millis) throws Exception {
        return Pipeline.perSecond(
                millis,
                () -> ClientCalls.futureUnaryCall(
                        channel.newCall(GrpcWork.ADD, CallOptions.DEFAULT), request(GrpcWork.ELEMENTS)),
                reply -> check(reply.get(ANSWER_SECONDS, TimeUnit.SECONDS), GrpcWork.ELEMENTS));
    }

    private static byte[] request(int elements) {
        ByteBuffer request = ByteBuffer.allocate((elements + 1) * Long.BYTES).putLong(1);
        for (long y = 0; y < elements; y++) {
            request.putLong(y);
        }
        return request.array();
    }

    private static void check(byte[] reply, int elements) {
        long last = ByteBuffer.wrap(reply).getLong(reply.length - Long.BYTES);
        if (last != elements) {
            throw new IllegalStateException("Last sum: found " + last + "; expected " + elements + ".");
        }
    }

    @Override
    public void close() {
        unix.shutdownNow();
        tcp.shutdownNow();
    }
}
