package dev.dal.store.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The connected clients by number. Numbers stay small: that of a client that left is given out again. */
final class Clients {

    private final List<@Nullable Client> byNumber = new ArrayList<>();
    private final Deque<Integer> unusedNumbers = new ArrayDeque<>();

    Client add() {
        Integer unused = unusedNumbers.poll();
        int number = unused == null ? byNumber.size() : unused;
        if (unused == null) {
            byNumber.add(null);
        }
        Client client = new Client(number);
        byNumber.set(number, client);
        return client;
    }

    void remove(Client client) {
        byNumber.set(client.number, null);
        unusedNumbers.add(client.number);
    }

    Client get(int number) {
        Client client = number >= 0 && number < byNumber.size() ? byNumber.get(number) : null;
        if (client == null) {
            throw new IllegalArgumentException("client=" + number + " is not connected");
        }
        return client;
    }
}
