package dev.dal.call;

import dev.dal.connection.Store;
import dev.dal.connection.TensorRef;
import dev.dal.tensor.ByteTensor;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.TensorSource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What a generated caller of {@link AdderService} looks like. */
final class AdderCaller extends GeneratedCaller {

    private AdderCaller(Caller caller) {
        super(caller);
    }

    static AdderCaller find(Store store) {
        return find(store, CallerOptions.defaults());
    }

    static AdderCaller find(Store store, CallerOptions options) {
        return new AdderCaller(Caller.open(store, AdderService.ALL, options));
    }

    static AdderCaller inProcess(AdderService service) {
        return new AdderCaller(Caller.inProcess(service));
    }

    AdderCaller with(Duration deadline) {
        return new AdderCaller(caller().with(deadline));
    }

    record SimpleFnCall(long x, TensorSource<LongTensor> ys) {}

    LongResult simpleFn(long x, TensorSource<LongTensor> ys) {
        return call(
                AdderService.SIMPLE_FN_INDEX,
                new SimpleFnCall(x, ys),
                AdderCaller::write,
                call -> new LongResult(call, 2));
    }

    Results<LongResult> simpleFnBatch(List<SimpleFnCall> calls) {
        return batch(AdderService.SIMPLE_FN_INDEX, calls, AdderCaller::write, call -> new LongResult(call, 2));
    }

    private static void write(SimpleFnCall call, CallWriter row) {
        row.setLong(0, call.x());
        row.setTensor(1, call.ys());
    }

    LongResult fail(String message) {
        return call(
                AdderService.FAIL_INDEX,
                message,
                (text, row) -> row.setString(0, text),
                call -> new LongResult(call, 1));
    }

    TagResult await_() {
        return call(AdderService.WAIT_INDEX, "", (nothing, row) -> {}, TagResult::new);
    }

    LongResult forget() {
        return call(AdderService.FORGET_INDEX, "", (nothing, row) -> {}, call -> new LongResult(call, 0));
    }

    LongResult sumPair(TensorSource<LongTensor> as, TensorSource<LongTensor> bs) {
        return call(
                AdderService.SUM_PAIR_INDEX,
                List.of(as, bs),
                (both, row) -> {
                    row.setTensor(0, both.get(0));
                    row.setTensor(1, both.get(1));
                },
                call -> new LongResult(call, 2));
    }

    /** What a generated face for all processors looks like. */
    static final class ToAll extends GeneratedBroadcaster<ToAll> {
        private final AdderCaller caller;

        private ToAll(AdderCaller caller, Broadcaster broadcaster) {
            super(caller, broadcaster);
            this.caller = caller;
        }

        @Override
        protected ToAll over(Broadcaster changed) {
            return new ToAll(caller, changed);
        }

        Broadcast<LongResult> simpleFn(long x, TensorSource<LongTensor> ys) {
            return call(
                    AdderService.SIMPLE_FN_INDEX,
                    new SimpleFnCall(x, ys),
                    AdderCaller::write,
                    call -> new LongResult(call, 2));
        }

        Broadcast<TagResult> await_() {
            return call(AdderService.WAIT_INDEX, "", (nothing, row) -> {}, TagResult::new);
        }

        Broadcast<LongResult> fail(String message) {
            return call(
                    AdderService.FAIL_INDEX,
                    message,
                    (text, row) -> row.setString(0, text),
                    call -> new LongResult(call, 1));
        }
    }

    ToAll broadcast() {
        return new ToAll(this, caller().broadcast());
    }

    @Override
    protected Exception declaredException(String type, String message) {
        return type.equals("java.lang.IllegalArgumentException") ? new IOException(message) : null;
    }

    static final class LongResult extends CallResult {
        private final int field;

        LongResult(PendingCall call, int field) {
            super(call);
            this.field = field;
        }

        TensorRef<LongTensor> zs() {
            return tensor(field, LongTensor.TYPE);
        }

        LongTensor get() {
            return zs().get();
        }

        LongTensor get(Duration timeout) {
            return zs().get(timeout);
        }
    }

    static final class TagResult extends CallResult {
        TagResult(PendingCall call) {
            super(call);
        }

        TensorRef<ByteTensor> done() {
            return tensor(0, ByteTensor.TYPE);
        }
    }
}
