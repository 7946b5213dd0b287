package dev.dal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.ipc.SchemaCodec;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreOptions;
import dev.dal.store.client.ObjectBuffer;
import dev.dal.store.client.ObjectDraft;
import dev.dal.store.client.StoreClient;
import dev.dal.store.server.EmbeddedStore;
import dev.dal.tensor.LongTensor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whose owners are alive, ours and those of other kinds of peers. */
@Timeout(60)
class NamespaceDirectoryTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private EmbeddedStore embedded;
    private Connection connection;
    private StoreClient foreign;

    @BeforeEach
    void open() {
        embedded = EmbeddedStore.launch(StoreOptions.ofCapacity(1_000_000));
        connection = Connection.open(embedded);
        foreign = StoreClient.connect(embedded);
    }

    @AfterEach
    void close() {
        foreign.close();
        connection.close();
        embedded.close();
    }

    /** Writes a declaration as a peer of another kind does: not owned, alive while the returned hold lasts. */
    private ObjectBuffer declare(int prefix, String name, int epoch) {
        byte[] data =
                NamespaceDeclaration.encode(new NamespaceInfo(prefix, name, 1, List.of(), epoch, false, List.of()));
        return write(prefix, data);
    }

    private ObjectBuffer write(int prefix, byte[] data) {
        ObjectDraft draft = foreign.create(ObjectIds.declaration(prefix), data.length, 0);
        draft.data().put(0, data);
        return draft.seal();
    }

    private List<String> labels() {
        connection.updateObjectTable(SOON);
        return connection.namespaces().stream().map(NamespaceInfo::label).toList();
    }

    @Test
    void namespacesComeAndGo() {
        assertThat(labels()).isEmpty();
        try (Connection other = Connection.open(embedded);
                Store one = Store.open(other, "one");
                Store two = Store.open(connection, "two")) {
            assertThat(labels()).containsExactly("one@00000000", "two@00000001");
            assertThat(connection.namespace(0)).contains(one.namespace().info());
            assertThat(connection.namespace(1)).contains(two.namespace().info());
            assertThat(connection.namespace(2)).isEmpty();
        }
        assertThat(labels()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsLeftOut() {
        try (ObjectBuffer garbage = write(1, new byte[100]);
                ObjectBuffer newer = write(
                        2,
                        SchemaCodec.encodeAll(
                                List.of(new Schema(List.of(), Map.of("proc:namespace", "new", "dal:version", "2")))));
                ObjectBuffer empty = write(3, new byte[0]);
                ObjectBuffer good = declare(4, "good", 1)) {
            assertThat(labels()).containsExactly("good@00000004");
            assertThat(List.of(garbage, newer, empty, good)).noneMatch(ObjectBuffer::isClosed);
        }
    }

    @Test
    void anOwnerThatLeavesItsDeclarationBehindIsGone() throws InterruptedException {
        ObjectBuffer owner = declare(7, "foreign", 1);
        assertThat(labels()).containsExactly("foreign@00000007");
        owner.close();
        assertThat(foreign.contains(ObjectIds.declaration(7))).isTrue();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        while (!connection.namespaces().isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(connection.namespaces()).isEmpty();
        assertThat(connection.namespace(7)).isEmpty();
    }

    @Test
    void whatTheDeadLeftIsNotBelieved() {
        declare(7, "foreign", 1).close();
        try (Connection later = Connection.open(embedded)) {
            assertThat(later.namespaces()).isEmpty();
            assertThat(later.objectExists(ObjectIds.declaration(7))).isTrue();
        }
    }

    @Test
    void whoWaitsForTheDeadIsTold() {
        ObjectBuffer owner = declare(7, "foreign", 1);
        try (Store store = Store.open(connection, "test")) {
            assertThat(labels()).containsExactly("test@00000000", "foreign@00000007");
            // No event comes from here on.
            try (TensorRef<LongTensor> awaited =
                    store.makeTensorRef(ObjectIds.of(7, 7, 1, 1), LongTensor.TYPE, List.of("i"))) {
                owner.close();
                assertThatThrownBy(() -> awaited.get(SOON))
                        .isInstanceOf(ObjectLostException.class)
                        .hasMessageContaining("its namespace 00000007 has ended");
            }
        }
    }

    @Test
    void aTakeoverEndsOneNamespaceAndBeginsAnother() {
        List<String> told = new CopyOnWriteArrayList<>();
        connection.objects().addNamespaceListener(new NamespaceListener() {
            @Override
            public void appeared(NamespaceInfo info) {
                told.add("+" + info.name());
            }

            @Override
            public void ended(NamespaceInfo info) {
                told.add("-" + info.name());
            }
        });
        ObjectBuffer owner = declare(0, "old", 1);
        ObjectBuffer reader = foreign.get(ObjectIds.declaration(0), 0);
        owner.close();
        assertThat(labels()).containsExactly("old@00000000");
        reader.close();
        try (Connection other = Connection.open(embedded);
                Store taken = Store.open(other, "new")) {
            assertThat(taken.namespace().prefix()).isZero();
            assertThat(labels()).containsExactly("new@00000000");
            assertThat(told).containsExactly("+old", "-old", "+new");
        }
    }

    @Test
    void whatCanStillComeHasALivingMaker() {
        ObjectId unknown = ObjectIds.of(3, 3, 5, 1);
        assertThat(connection.objects().canStillCome(unknown)).isFalse();
        try (ObjectBuffer owner = declare(3, "foreign", 5)) {
            assertThat(labels()).containsExactly("foreign@00000003");
            assertThat(connection.objects().canStillCome(unknown)).isTrue();
            assertThat(connection.objects().canStillCome(ObjectIds.of(3, 3, 4, 1)))
                    .as("made by the last owner of the prefix")
                    .isFalse();
            assertThat(connection.objects().canStillCome(ObjectIds.of(3, 9, 4, 1)))
                    .as("made by somebody else, or drawn at random")
                    .isTrue();
            assertThat(owner.isClosed()).isFalse();
        }
    }
}
