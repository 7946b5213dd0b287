package demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.call.CallContext;
import dev.dal.call.GeneratedProcessor;
import dev.dal.call.Tag;
import dev.dal.connection.Connection;
import dev.dal.connection.ProcessingException;
import dev.dal.connection.Store;
import dev.dal.processor.Scenario;
import dev.dal.tensor.ByteTensor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One step waits for the tag of another, and fails with it. */
public final class TagsRun extends Scenario<TagsCaller> {

    private final List<String> steps = new CopyOnWriteArrayList<>();

    @Override
    protected TagsCaller inProcess() {
        return TagsCaller.inProcess(new Steps());
    }

    @Override
    protected GeneratedProcessor register(Connection connection) {
        return TagsProcessor.register(connection, new Steps());
    }

    @Override
    protected TagsCaller find(Store store) {
        return TagsCaller.find(store);
    }

    @Override
    protected void check(TagsCaller caller) {
        try (var first = caller.step("first");
                var second = caller.after(first.done(), "second");
                var third = caller.after(second.another(), "third")) {
            third.await();
            assertThat(steps).containsExactly("first", "second", "third");
            assertThat(third.tag().get().get()).isZero();
            assertThat(third.tag().get().type()).isEqualTo(ByteTensor.TYPE);
        }
        try (var failing = caller.step("");
                var after = caller.after(failing.done(), "never")) {
            assertThatThrownBy(after::await).isInstanceOf(ProcessingException.class)
                    .hasMessageContaining("InputFailed")
                    .cause()
                    .hasMessageContaining("no name");
        }
    }

    private final class Steps implements Tags {

        @Override
        public void step(String name, Tag done) {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("no name");
            }
            steps.add(name);
        }

        @Override
        public void after(ByteTensor earlier, String name, CallContext context, Tag tag, Tag another) {
            assertThat(context.isCancelled()).isFalse();
            assertThat(tag.id()).isNotEqualTo(another.id());
            steps.add(name);
        }
    }
}
