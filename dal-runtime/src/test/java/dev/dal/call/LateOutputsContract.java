package dev.dal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.call.AdderCaller.TagResult;
import dev.dal.connection.ObjectIds;
import dev.dal.connection.ObjectLostException;
import dev.dal.connection.TensorRef;
import dev.dal.tensor.ByteTensor;
import dev.dal.testing.ProcessResources;
import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Outputs that come when their caller has gone. */
abstract class LateOutputsContract extends AdderFixture {

    @Test
    void ofADroppedResult() throws InterruptedException {
        WeakReference<TagResult> dropped = new WeakReference<>(adder.await_());
        assertThat(service.waiting.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ProcessResources.afterCollecting(() -> dropped.get() == null))
                .isTrue();
        adder.close();
        store.close();
        service.permits.release();
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void whoWaitsForOneLearnsThatItDoesNotCome() throws InterruptedException {
        TagResult result = adder.await_();
        TensorRef<ByteTensor> retained = result.done().retain();
        assertThat(service.waiting.await(10, TimeUnit.SECONDS)).isTrue();
        store.close();
        assertThatThrownBy(() -> retained.get(SOON))
                .isInstanceOf(ObjectLostException.class)
                .hasMessage("Object " + retained.id() + " can no longer come: its namespace "
                        + ObjectIds.prefixHex(store.namespace().prefix()) + " has ended.");
        retained.close();
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void ofACancelledCall() throws InterruptedException {
        TagResult open = adder.await_();
        assertThat(service.waiting.await(10, TimeUnit.SECONDS)).isTrue();
        adder.close();
        store.close();
        assertThat(restingObjects()).isEmpty();
        assertThat(open.done().isClosed()).isTrue();
    }
}
