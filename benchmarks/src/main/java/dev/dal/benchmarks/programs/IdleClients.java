package dev.dal.benchmarks.programs;

import dev.dal.benchmarks.process.ProgramLoop;
import dev.dal.benchmarks.process.Server;
import dev.dal.store.client.StoreClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Clients that are connected and ask for nothing. Arguments: path of the socket; number of clients. */
public final class IdleClients {

    private IdleClients() {}

    /**
     * Runs the program.
     *
     * @param args see the class
     */
    public static void main(String[] args) {
        ProgramLoop.serve(() -> {
            List<StoreClient> clients = new ArrayList<>();
            for (int i = Integer.parseInt(args[1]); i > 0; i--) {
                clients.add(StoreClient.connect(Path.of(args[0])));
            }
            return new Server("", () -> clients.forEach(StoreClient::close));
        });
    }
}
