package dev.dal.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.call.AdderCaller.SimpleFnCall;
import dev.dal.connection.HeldObject;
import dev.dal.connection.Namespace;
import dev.dal.connection.ObjectIds;
import dev.dal.connection.ObjectListener;
import dev.dal.connection.TensorRef;
import dev.dal.store.ObjectId;
import dev.dal.tensor.LongTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that come after a processor was declared and before it listens. */
abstract class EarlyCallsContract extends AdderFixture {

    private final List<ObjectId> seen = new ArrayList<>();
    private Namespace declared;
    private AdderCaller early;

    @BeforeEach
    void declare() {
        declared = processorSide.reserveNamespace("slow", AdderService.ALL, ObjectIds.parsePrefix("55"), 10);
        early = AdderCaller.find(store, CallerOptions.defaults().withProcessorPrefix("55"));
    }

    @AfterEach
    void giveUp() {
        early.close();
        declared.close();
    }

    @Test
    void nothingIsRememberedOfANamespaceThatWasGivenUp() throws InterruptedException {
        try (AdderCaller.LongResult result = early.simpleFn(1, LongTensor.of(1))) {
            ObjectId call = seenByALateListener().get(0);
            assertThat(result.isReady()).isFalse();
            assertThat(processorSide.objectExists(call)).isTrue();
            processorSide.objects().stopListening(declared.prefix());
            declared.close();
            result.close();
            assertThat(comesTrue(() -> !processorSide.objectExists(call))).isTrue();
        }
    }

    /** The calls that are seen by who listens from now on, when all that was made by now has been told. */
    private List<ObjectId> seenByALateListener() {
        processorSide.updateObjectTable(SOON);
        processorSide.objects().listen(declared.prefix(), new ObjectListener() {
            @Override
            public void sealed(ObjectId id) {
                if (!declared.made(id) && !ObjectIds.isDeclaration(id)) {
                    seen.add(id);
                }
            }

            @Override
            public void arrived(HeldObject object, List<HeldObject> needs, boolean sent) {
                seen.add(object.id());
                object.close();
                needs.forEach(HeldObject::close);
            }

            @Override
            public void deleted(ObjectId id) {
                seen.remove(id);
            }
        });
        return seen;
    }

    @Test
    void aSmallOneIsSeen() {
        try (AdderCaller.LongResult result = early.simpleFn(1, LongTensor.of(1))) {
            assertThat(seenByALateListener()).hasSize(1);
            assertThat(ObjectIds.origin(seen.get(0)))
                    .isEqualTo(store.namespace().prefix());
            assertThat(result.isReady()).isFalse();
        } finally {
            processorSide.objects().stopListening(declared.prefix());
        }
    }

    @Test
    void aLongOneIsSeen() {
        try (TensorRef<LongTensor> ys = store.put(LongTensor.of(1));
                Results<AdderCaller.LongResult> results = early.simpleFnBatch(LongStream.range(0, 1000)
                        .mapToObj(x -> new SimpleFnCall(x, ys))
                        .toList())) {
            assertThat(seenByALateListener()).hasSize(1);
            assertThat(results).hasSize(1000);
        } finally {
            processorSide.objects().stopListening(declared.prefix());
        }
    }
}
