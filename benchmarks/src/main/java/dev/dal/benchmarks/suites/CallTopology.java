package dev.dal.benchmarks.suites;

import dev.dal.benchmarks.peers.GrpcClient;
import dev.dal.benchmarks.peers.GrpcServer;
import dev.dal.benchmarks.process.Affinity;
import dev.dal.benchmarks.process.Child;
import dev.dal.benchmarks.process.Launch;
import dev.dal.benchmarks.process.PlasmaStore;
import dev.dal.benchmarks.process.Processes;
import dev.dal.benchmarks.programs.CallClient;
import dev.dal.benchmarks.programs.EchoClient;
import dev.dal.benchmarks.programs.EchoServer;
import dev.dal.benchmarks.programs.StoreServer;
import dev.dal.benchmarks.programs.WorkServer;
import java.io.IOException;

/** Pairs of processes that call each other, each in one way. */
final class CallTopology implements AutoCloseable {

    private static final long CAPACITY_BYTES = 256L << 20;
    private static final String EMBEDDED = "embedded:" + CAPACITY_BYTES;

    private final Processes processes;

    CallTopology(Affinity affinity) throws IOException {
        this.processes = new Processes(affinity);
    }

    /** The floor: two processes and a socket. */
    Child echo() throws IOException, InterruptedException {
        String socket = processes.directory().resolve("echo").toString();
        processes.start(Launch.of(EchoServer.class, socket)).awaitReady();
        return processes.start(Launch.of(EchoClient.class, socket));
    }

    /** Store, processor and caller in three processes. */
    Child storeApart() throws IOException, InterruptedException {
        return withProcessor(processes.start(Launch.of(StoreServer.class, CAPACITY_BYTES)).awaitReady());
    }

    /** The original store, processor and caller in three processes. */
    Child originalStore() throws IOException, InterruptedException {
        return withProcessor(PlasmaStore.start(processes, CAPACITY_BYTES).toString());
    }

    private Child withProcessor(String socket) throws IOException, InterruptedException {
        processes.start(Launch.of(WorkServer.class, socket)).awaitReady();
        return processes.start(Launch.of(CallClient.class, socket));
    }

    /** The store in the caller's process. */
    Child storeWithCaller() throws IOException, InterruptedException {
        Child caller = processes.start(Launch.of(CallClient.class, EMBEDDED));
        processes.start(Launch.of(WorkServer.class, caller.awaitReady())).awaitReady();
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

    @Override
    public void close() {
        processes.close();
    }
}
