package dev.dal.store;

import dev.dal.store.StoreFullException.Holder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** Says who holds the room of a store that is full, from the list of its objects. */
final class FullStoreReport {

    private static final int MOST_NAMED = 5;

    private final IntFunction<String> names;

    FullStoreReport(IntFunction<String> names) {
        this.names = names;
    }

    StoreFullException of(String what, long requestedBytes, long capacityBytes, List<ObjectInfo> objects) {
        List<Holder> holders = holders(objects);
        StringBuilder message = new StringBuilder("There is no room for the ")
                .append(requestedBytes)
                .append(" bytes of ")
                .append(what)
                .append(" in a store of ")
                .append(capacityBytes)
                .append(" bytes: ");
        if (requestedBytes > capacityBytes) {
            message.append("it is larger than the store. Start the store with more memory.");
        } else {
            message.append(holders.stream().mapToLong(Holder::heldBytes).sum())
                    .append(" bytes are held, or not sealed yet, and cannot be evicted");
            appendHolders(message, holders);
            message.append(". Close what is no longer needed, or start the store with more memory.");
        }
        return new StoreFullException(message.toString(), requestedBytes, capacityBytes, holders);
    }

    private static void appendHolders(StringBuilder message, List<Holder> holders) {
        String separator = "; by prefix of the ids: ";
        for (Holder holder : holders.subList(0, Math.min(MOST_NAMED, holders.size()))) {
            message.append(separator)
                    .append("%08x%s %d bytes of %d in %d objects"
                            .formatted(
                                    holder.prefix(),
                                    holder.name().isEmpty() ? "" : " (" + holder.name() + ")",
                                    holder.heldBytes(),
                                    holder.sizeBytes(),
                                    holder.objectCount()));
            separator = ", ";
        }
        if (holders.size() > MOST_NAMED) {
            message.append(", and ").append(holders.size() - MOST_NAMED).append(" more");
        }
    }

    private List<Holder> holders(List<ObjectInfo> objects) {
        Map<Integer, Holder> byPrefix = new TreeMap<>(Integer::compareUnsigned);
        for (ObjectInfo object : objects) {
            boolean held = object.refCount() > 0 || !object.sealed();
            Holder one = new Holder(object.id().prefix(), "", 1, object.sizeBytes(), held ? object.sizeBytes() : 0);
            byPrefix.merge(one.prefix(), one, FullStoreReport::sum);
        }
        List<Holder> holders = new ArrayList<>(byPrefix.values());
        holders.replaceAll(this::named);
        holders.sort(Comparator.comparingLong(Holder::heldBytes)
                .thenComparingLong(Holder::sizeBytes)
                .reversed());
        return holders;
    }

    private Holder named(Holder holder) {
        return new Holder(
                holder.prefix(),
                names.apply(holder.prefix()),
                holder.objectCount(),
                holder.sizeBytes(),
                holder.heldBytes());
    }

    private static Holder sum(Holder left, Holder right) {
        return new Holder(
                left.prefix(),
                left.name(),
                left.objectCount() + right.objectCount(),
                left.sizeBytes() + right.sizeBytes(),
                left.heldBytes() + right.heldBytes());
    }
}
