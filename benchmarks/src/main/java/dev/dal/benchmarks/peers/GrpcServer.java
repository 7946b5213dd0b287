package dev.dal.benchmarks.peers;

import dev.dal.benchmarks.process.ProgramLoop;
import dev.dal.benchmarks.process.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * Serves {@code add} by gRPC with netty's epoll transport and a direct executor, at a Unix socket and over TCP. Argument:
 * path of the Unix socket. Says the TCP port.
 */
public final class GrpcServer {

    private GrpcServer() {}

    /**
     * Runs the program.
     *
     * @param args see the class
     */
    public static void main(String[] args) {
        ProgramLoop.serve(() -> {
            EventLoopGroup group = new EpollEventLoopGroup(1);
            io.grpc.Server unix = builder(new DomainSocketAddress(args[0]), group)
                    .channelType(EpollServerDomainSocketChannel.class)
                    .build()
                    .start();
            SocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            io.grpc.Server tcp = builder(anyPort, group)
                    .channelType(EpollServerSocketChannel.class)
                    .build()
                    .start();
            return new Server(Integer.toString(tcp.getPort()), () -> {
                unix.shutdownNow();
                tcp.shutdownNow();
            });
        });
    }

    private static NettyServerBuilder builder(SocketAddress address, EventLoopGroup group) {
        return NettyServerBuilder.forAddress(address)
                .bossEventLoopGroup(group)
                .workerEventLoopGroup(group)
                .directExecutor()
                .addService(ServerServiceDefinition.builder(GrpcWork.SERVICE)
                        .addMethod(GrpcWork.ADD, ServerCalls.asyncUnaryCall((request, reply) -> {
                            reply.onNext(add(request));
                            reply.onCompleted();
                        }))
                        .build());
    }

    private static byte[] add(byte[] request) {
        ByteBuffer in = ByteBuffer.wrap(request);
        ByteBuffer out = ByteBuffer.allocate(request.length - Long.BYTES);
        long x = in.getLong();
        while (in.hasRemaining()) {
            out.putLong(x + in.getLong());
        }
        return out.array();
    }
}
