package dev.dal.benchmarks.suites;

import dev.dal.benchmarks.peers.GrpcClient;
import dev.dal.benchmarks.peers.GrpcServer;
import dev.dal.benchmarks.process.Child;
import dev.dal.benchmarks.process.Launch;
import dev.dal.benchmarks.process.Processes;
import dev.dal.benchmarks.programs.CallClient;
import dev.dal.benchmarks.programs.EchoClient;
import dev.dal.benchmarks.programs.EchoServer;
import dev.dal.benchmarks.programs.StoreServer;
import dev.dal.benchmarks.programs.WorkServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Pairs of processes that call each other, each in one way. Every method starts a pair and returns the calling side. */
final class CallPairs {

    private static final long CAPACITY_BYTES = 256L << 20;
    private static final String EMBEDDED = "embedded:" + CAPACITY_BYTES;

    private final Processes processes;

    CallPairs(Processes processes) {
        this.processes = processes;
    }

    /** The floor: two processes and a socket. */
    Child echo() throws IOException, InterruptedException {
        String socket = processes.directory().resolve("echo").toString();
        processes.start(Launch.of(EchoServer.class, socket)).awaitReady();
        return processes.start(Launch.of(EchoClient.class, socket));
    }

    /** Store, processor and caller in three processes. */
    Child storeApart() throws IOException, InterruptedException {
        String socket = store();
        processor(socket);
        return processes.start(Launch.of(CallClient.class, socket));
    }

    /** A store in a process of its own; the path of its socket. */
    String store() throws IOException, InterruptedException {
        return processes.start(Launch.of(StoreServer.class, CAPACITY_BYTES)).awaitReady();
    }

    /** A processor at a store. */
    Child processor(String socket) throws IOException, InterruptedException {
        Child processor = processes.start(Launch.of(WorkServer.class, socket));
        processor.awaitReady();
        return processor;
    }

    /** A store, some processors that are called in turn, and a caller. */
    Child processors(int count) throws IOException, InterruptedException {
        String socket = store();
        List<Object> arguments = new ArrayList<>(List.of(socket));
        for (int i = 0; i < count; i++) {
            String prefix = String.format("a%x", i);
            processes.start(Launch.of(WorkServer.class, socket, prefix)).awaitReady();
            arguments.add(prefix);
        }
        return processes.start(Launch.of(CallClient.class, arguments.toArray()));
    }

    /** The store in the caller's process. */
    Child storeWithCaller() throws IOException, InterruptedException {
        Child caller = processes.start(Launch.of(CallClient.class, EMBEDDED));
        processor(caller.awaitReady());
        return caller;
    }

    /** The store in the processor's process. */
    Child storeWithProcessor() throws IOException, InterruptedException {
        String socket = processes.start(Launch.of(WorkServer.class, EMBEDDED)).awaitReady();
        return processes.start(Launch.of(CallClient.class, socket));
    }

    /** gRPC, over a Unix socket and over TCP. */
    Child grpc() throws IOException, InterruptedException {
        String socket = processes.directory().resolve("grpc").toString();
        String port = processes.start(Launch.of(GrpcServer.class, socket)).awaitReady();
        return processes.start(Launch.of(GrpcClient.class, socket, port));
    }
}
