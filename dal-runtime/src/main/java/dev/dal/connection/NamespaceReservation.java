package dev.dal.connection;

import dev.dal.store.ObjectExistsException;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reserves a namespace: the first prefix whose declaration can be created, or taken over from an owner that is gone
 * (dal-format.md section 1, "Reserving a namespace").
 */
final class NamespaceReservation {

    private static final SecureRandom EPOCHS = new SecureRandom();

    private final Connection connection;
    private final ObjectSpace space;
    private final String name;
    private final List<Schema> functions;

    NamespaceReservation(Connection connection, String name, List<Schema> functions) {
        this.connection = connection;
        this.space = connection.space();
        this.name = name;
        this.functions = functions;
    }

    Namespace reserve(byte[] requestedPrefix, int maxAttempts) {
        if (requestedPrefix.length > Integer.BYTES || maxAttempts < 1) {
            throw new IllegalArgumentException("A prefix has at most 4 bytes and attempts are at least 1; found "
                    + requestedPrefix.length + " bytes and " + maxAttempts + " attempts.");
        }
        int first =
                ByteBuffer.wrap(Arrays.copyOf(requestedPrefix, Integer.BYTES)).getInt();
        long room = 1L << ((Integer.BYTES - requestedPrefix.length) * Byte.SIZE);
        long attempts = Math.min(maxAttempts, room);
        Map<ObjectId, ObjectInfo> declarations = declarations();
        for (int i = 0; i < attempts; i++) {
            Namespace reserved = attempt(first + i, declarations);
            if (reserved != null) {
                return reserved;
            }
        }
        throw usedUp(first, attempts);
    }

    private DalException usedUp(int first, long attempts) {
        Map<ObjectId, ObjectInfo> declarations = declarations();
        long alive = LongStream.range(first, first + attempts)
                .mapToObj(prefix -> declarations.get(ObjectIds.declaration((int) prefix)))
                .filter(declaration -> declaration != null && !isAbandoned(declaration))
                .count();
        return new DalException("No free namespace for '" + name + "' after " + attempts
                + (attempts == 1 ? " attempt" : " attempts") + " from prefix " + ObjectIds.prefixHex(first) + " on: "
                + alive + (alive == 1 ? " of them belongs to a live owner" : " of them belong to live owners")
                + ". Close some, or allow more attempts.");
    }

    private @Nullable Namespace attempt(int prefix, Map<ObjectId, ObjectInfo> declarations) {
        ObjectId id = ObjectIds.declaration(prefix);
        ObjectInfo existing = declarations.get(id);
        if (existing != null) {
            if (!isAbandoned(existing)) {
                return null;
            }
            space.delete(List.of(id));
        }
        NamespaceInfo info = new NamespaceInfo(
                prefix, name, ProcessHandle.current().pid(), commandLine(), drawEpoch(), true, functions);
        byte[] data = NamespaceDeclaration.encode(info);
        try (NewObject declaration = space.create(id, data.length, new byte[0], true)) {
            clear(prefix);
            declaration.data().put(0, data);
            return connection.addNamespace(info, declaration);
        } catch (ObjectExistsException otherWasFaster) {
            return null;
        }
    }

    /** Deletes what a former owner left; what others still hold goes later and is nobody's. */
    private void clear(int prefix) {
        List<ObjectId> leftovers = space.list().stream()
                .map(ObjectInfo::id)
                .filter(id -> id.prefix() == prefix && !ObjectIds.isDeclaration(id))
                .toList();
        space.delete(leftovers);
    }

    private Map<ObjectId, ObjectInfo> declarations() {
        return space.list().stream()
                .filter(info -> ObjectIds.isDeclaration(info.id()))
                .collect(Collectors.toMap(ObjectInfo::id, Function.identity()));
    }

    /** A sealed declaration that nobody refers to. An unsealed one is being reserved. */
    private static boolean isAbandoned(ObjectInfo declaration) {
        return declaration.sealed() && declaration.refCount() == 0;
    }

    private static int drawEpoch() {
        int epoch = EPOCHS.nextInt();
        return epoch == 0 ? 1 : epoch;
    }

    private static List<String> commandLine() {
        ProcessHandle.Info info = ProcessHandle.current().info();
        return Stream.concat(info.command().stream(), info.arguments().stream().flatMap(Arrays::stream))
                .toList();
    }
}
