package dev.dal.samples.simple;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.tensor.LongTensor;
import org.junit.jupiter.api.Test;

/** The generated stubs without a store. */
class SimpleInProcessTest {

    @Test
    void theSameStubsRunWithoutAStore() {
        try (SimpleCaller simple = SimpleCaller.inProcess(new SimpleImplementation());
                SimpleCaller.SimpleFnResult first = simple.simpleFn(1, LongTensor.of(1, 2));
                SimpleCaller.SimpleFnResult second = simple.simpleFn(2, first.zs())) {
            assertThat(second.get().toArray()).containsExactly(4, 5);
        }
    }
}
