package dev.dal.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.call.CallSchemas;
import dev.dal.call.Caller;
import dev.dal.call.CallerOptions;
import dev.dal.call.Parameters;
import dev.dal.call.ValueType;
import dev.dal.connection.Connection;
import dev.dal.connection.DalException;
import dev.dal.connection.DalTimeoutException;
import dev.dal.connection.Namespace;
import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.ObjectIds;
import dev.dal.connection.ObjectLostException;
import dev.dal.connection.Store;
import dev.dal.connection.TensorRef;
import dev.dal.store.ObjectId;
import dev.dal.tensor.DoubleTensor;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Namespaces that Python reserves, leaves and declares badly (dal-format.md section 1). */
abstract class NamespacesContract extends StoreFixture {

    NamespacesContract(StoreKind kind) {
        super(kind);
    }

    private static final byte[] REQUESTED = {0, (byte) 0xaa};

    /** Prefix and epoch of a namespace that a script says it has reserved. */
    private record Reserved(int prefix, int epoch) {
        static Reserved by(PythonPeer python) throws InterruptedException {
            String[] words = python.awaitLine("reserved ").split(" ");
            return new Reserved(HexFormat.fromHexDigits(words[0]), HexFormat.fromHexDigits(words[1]));
        }
    }

    private static String options(boolean owned, String requested) {
        return "{\"name\": \"Größe ✓\", \"owned\": " + owned + ", \"requested\": \"" + requested + "\"}";
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void javaReadsWhatPythonDeclares(boolean owned) throws Exception {
        try (PythonPeer python = start("namespaces", options(owned, ""))) {
            Reserved reserved = Reserved.by(python);
            assertThat(reserved.prefix())
                    .as("the next free prefix")
                    .isEqualTo(store.namespace().prefix() + 1);
            connection.updateObjectTable(SOON);
            NamespaceInfo info = connection.namespace(reserved.prefix()).orElseThrow();
            assertThat(info.name()).isEqualTo("Größe ✓");
            assertThat(info.epoch()).isEqualTo(reserved.epoch());
            assertThat(info.owned()).isEqualTo(owned);
            assertThat(info.functions()).isEmpty();
            assertThat(info.argv()).hasSize(3).contains(running.socket().toString());
            assertThat(ProcessHandle.of(info.pid())).isPresent();
        }
        assertThat(soon(() -> connection.namespaces().size() == 1)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPrefixIsTakenOverWhenItsOwnerIsGone(boolean owned) throws Exception {
        ObjectId leftover;
        Reserved reserved;
        try (PythonPeer python = start("namespaces", options(owned, "00aa"))) {
            reserved = Reserved.by(python);
            assertThat(reserved.prefix()).isEqualTo(0x00aa0000);
            python.tell("put");
            leftover = ObjectId.fromHex(python.awaitLine("put "));
            assertThatThrownBy(
                            () -> connection.reserveNamespace("rival", List.of(), new byte[] {0, (byte) 0xaa, 0, 0}, 5))
                    .isInstanceOf(DalException.class)
                    .hasMessageContaining("after 1 attempt from prefix")
                    .hasMessageContaining("00aa0000");
            try (Namespace next = connection.reserveNamespace("neighbour", List.of(), REQUESTED, 5)) {
                assertThat(next.prefix()).isEqualTo(0x00aa0001);
            }
            python.tell("leave");
            python.awaitEnd();
        }
        assertThat(soon(() -> connection.client().list().stream()
                        .noneMatch(info ->
                                info.id().equals(ObjectIds.declaration(reserved.prefix())) && info.refCount() > 0)))
                .isTrue();
        try (Namespace taken = connection.reserveNamespace("heir", List.of(), REQUESTED, 1)) {
            assertThat(taken.prefix()).isEqualTo(reserved.prefix());
            assertThat(taken.info().epoch()).isNotEqualTo(reserved.epoch());
            assertThat(connection.client().contains(leftover))
                    .as("leftovers are cleared")
                    .isFalse();
            try (PythonPeer python = start("namespaces", options(owned, "00aa"))) {
                assertThat(Reserved.by(python).prefix())
                        .as("an heir is left alone")
                        .isEqualTo(0x00aa0001);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoWaitsForAnObjectLearnsThatItsNamespaceEnded(boolean owned) throws Exception {
        try (PythonPeer python = start("namespaces", options(owned, ""))) {
            Reserved reserved = Reserved.by(python);
            connection.updateObjectTable(SOON);
            ObjectId never = ObjectIds.of(reserved.prefix(), reserved.prefix(), reserved.epoch(), 1000);
            try (TensorRef<DoubleTensor> ref = store.makeTensorRef(never, DoubleTensor.TYPE, List.of("i"))) {
                assertThatThrownBy(() -> ref.get(Duration.ofMillis(100))).isInstanceOf(DalTimeoutException.class);
                python.tell("leave");
                assertThatThrownBy(() -> ref.get(SOON))
                        .isInstanceOf(ObjectLostException.class)
                        .hasMessageContaining(never.toString())
                        .hasMessageContaining(ObjectIds.prefixHex(reserved.prefix()));
            }
        }
    }

    @Test
    void whatIsMalformedIsLeftOutAndDisturbsNobody() throws Exception {
        try (PythonPeer odd = start("declare_badly")) {
            odd.awaitLine("declared");
            connection.updateObjectTable(SOON);
            assertReadable(connection.namespaces());
            try (PythonPeer good = start("serve", "{\"requested\": \"0f\"}");
                    Connection newcomer = running.connect();
                    Store newStore = Store.open(newcomer, "newcomer")) {
                assertThat(good.awaitLine("serving at ")).isEqualTo("0f000000");
                assertReadable(newcomer.namespaces());
                try (MixCaller found = MixCaller.find(newStore)) {
                    assertThat(found.caller().processor().prefix())
                            .as("the lowest prefix that fits")
                            .isEqualTo(0x0f000000);
                }
                assertThatThrownBy(() -> MixCaller.find(
                                newStore,
                                CallerOptions.defaults()
                                        .withProcessorPrefix("0dd0")
                                        .withPatience(Duration.ofMillis(100))))
                        .isInstanceOf(DalTimeoutException.class)
                        .hasMessageContaining("odd@0dd00003: ")
                        .hasMessageContaining("float65");
            }
        }
    }

    private static void assertReadable(List<NamespaceInfo> namespaces) {
        assertThat(namespaces).extracting(NamespaceInfo::prefix).noneMatch(prefix -> prefix >>> 16 == 0x0bad);
        Map<Integer, NamespaceInfo> strange = new HashMap<>();
        namespaces.stream()
                .filter(info -> info.prefix() >>> 16 == 0x0dd0)
                .forEach(info -> strange.put(info.prefix(), info));
        assertThat(strange).hasSize(13);
        assertThat(strange.get(0x0dd00000).function("other")).isPresent();
        assertThat(strange.get(0x0dd00001).epoch()).isZero();
        assertThat(strange.get(0x0dd00001).argv()).isEmpty();
        assertThat(strange.get(0x0dd0000c).functions().get(0).getFields()).hasSize(4);
    }

    @Test
    void aProcessorThatDoesNotFitIsNamedWithTheReason() throws Exception {
        try (PythonPeer python = start("serve", "{}")) {
            String prefix = python.awaitLine("serving at ");
            assertThatThrownBy(() -> Caller.open(
                            store,
                            List.of(CallSchemas.function(
                                    "mix",
                                    Parameters.value("x", ValueType.INT32),
                                    Parameters.value("label", ValueType.UTF8))),
                            CallerOptions.defaults().withPatience(Duration.ofMillis(100))))
                    .isInstanceOf(DalTimeoutException.class)
                    .hasMessageContaining("python@" + prefix)
                    .hasMessageContaining("parameter 'x' of 'mix': expected int32, found int64")
                    .hasMessageContaining("parameter 'ys' of 'mix': expected no such parameter");
        }
    }
}
