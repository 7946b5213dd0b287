package dev.dal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.call.AdderCaller.LongResult;
import dev.dal.call.AdderCaller.TagResult;
import dev.dal.connection.ProcessorLostException;
import dev.dal.tensor.LongTensor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The same where caller and processor have connections of their own, so that one of them can end. */
abstract class SharedProcessorsContract extends ProcessorsContract {

    @Test
    void callsAreLostWithTheConnectionOfTheirProcessor() throws InterruptedException {
        serveAdder();
        try (AdderCaller adder = AdderCaller.find(store);
                TagResult inHand = adder.await_();
                LongResult behind = adder.simpleFn(1, LongTensor.of(1));
                LongResult chained = adder.simpleFn(2, behind.zs())) {
            assertThat(service.waiting.await(10, TimeUnit.SECONDS)).isTrue();
            processorSide.close();
            assertThatThrownBy(() -> behind.get(SOON)).isInstanceOf(ProcessorLostException.class);
            assertThatThrownBy(() -> chained.get(SOON)).isInstanceOf(ProcessorLostException.class);
            assertThatThrownBy(() -> inHand.await(SOON)).isInstanceOf(ProcessorLostException.class);
        }
    }
}
