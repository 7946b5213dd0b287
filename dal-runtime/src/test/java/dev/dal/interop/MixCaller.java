package dev.dal.interop;

import dev.dal.call.CallResult;
import dev.dal.call.CallWriter;
import dev.dal.call.Caller;
import dev.dal.call.CallerOptions;
import dev.dal.call.GeneratedCaller;
import dev.dal.call.PendingCall;
import dev.dal.call.Results;
import dev.dal.connection.Store;
import dev.dal.connection.TableRef;
import dev.dal.connection.TensorRef;
import dev.dal.interop.MixService.Antenna;
import dev.dal.interop.MixService.Place;
import dev.dal.store.ObjectId;
import dev.dal.table.TableSource;
import dev.dal.tensor.ByteTensor;
import dev.dal.tensor.Complex64Tensor;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.IntTensor;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.TensorSource;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What a generated caller of the functions of {@link MixService} looks like. */
final class MixCaller extends GeneratedCaller {

    private MixCaller(Caller caller) {
        super(caller);
    }

    static MixCaller find(Store store) {
        return find(store, CallerOptions.defaults());
    }

    static MixCaller find(Store store, CallerOptions options) {
        return new MixCaller(Caller.open(store, MixService.ALL, options));
    }

    MixCaller with(Duration deadline) {
        return new MixCaller(caller().with(deadline));
    }

    /** Arguments; the bias is left out and so null. */
    record MixCall(long x, String label, double factor, boolean negate, TensorSource<DoubleTensor> ys) {}

    MixResult mix(long x, String label, double factor, boolean negate, TensorSource<DoubleTensor> ys) {
        return mix(new MixCall(x, label, factor, negate, ys));
    }

    MixResult mix(MixCall arguments) {
        return call(MixService.MIX_INDEX, arguments, MixCaller::write, MixResult::new);
    }

    Results<MixResult> mixBatch(List<MixCall> calls) {
        return batch(MixService.MIX_INDEX, calls, MixCaller::write, MixResult::new);
    }

    TurnResult turn(TensorSource<Complex64Tensor> vis) {
        return call(MixService.TURN_INDEX, vis, (input, row) -> row.setTensor(0, input), TurnResult::new);
    }

    SelectResult select(TensorSource<IntTensor> values) {
        return call(MixService.SELECT_INDEX, values, (input, row) -> row.setTensor(0, input), SelectResult::new);
    }

    /** Arguments of every type of value. */
    record DescribeCall(
            boolean flag,
            byte tiny,
            short small,
            int medium,
            long large,
            float single,
            double twice,
            String text,
            byte[] bytes,
            Instant at,
            Duration took,
            LocalDate day,
            ObjectId id) {}

    Results<DescribeResult> describeBatch(List<DescribeCall> calls) {
        return batch(MixService.DESCRIBE_INDEX, calls, MixCaller::write, DescribeResult::new);
    }

    private record PlacesCall(TableSource<Antenna> antennas, double least) {}

    PlacesResult places(TableSource<Antenna> antennas, double least) {
        return call(
                MixService.PLACES_INDEX,
                new PlacesCall(antennas, least),
                (call, row) -> {
                    row.setTable(0, call.antennas());
                    row.setDouble(1, call.least());
                },
                PlacesResult::new);
    }

    static final class PlacesResult extends CallResult {
        PlacesResult(PendingCall call) {
            super(call);
        }

        TableRef<Place> places() {
            return table(2, MixService.PLACE);
        }
    }

    private static void write(DescribeCall call, CallWriter row) {
        row.setBoolean(0, call.flag());
        row.setByte(1, call.tiny());
        row.setShort(2, call.small());
        row.setInt(3, call.medium());
        row.setLong(4, call.large());
        row.setFloat(5, call.single());
        row.setDouble(6, call.twice());
        row.setString(7, call.text());
        row.setBytes(8, call.bytes());
        row.setInstant(9, call.at());
        row.setDuration(10, call.took());
        row.setLocalDate(11, call.day());
        row.setObjectId(12, call.id());
    }

    private static void write(MixCall call, CallWriter row) {
        row.setLong(0, call.x());
        row.setString(1, call.label());
        row.setDouble(2, call.factor());
        row.setBoolean(3, call.negate());
        row.setTensor(5, call.ys());
    }

    static final class MixResult extends CallResult {
        MixResult(PendingCall call) {
            super(call);
        }

        TensorRef<DoubleTensor> zs() {
            return tensor(6, DoubleTensor.TYPE);
        }

        TensorRef<LongTensor> length() {
            return tensor(7, LongTensor.TYPE);
        }
    }

    static final class SelectResult extends CallResult {
        SelectResult(PendingCall call) {
            super(call);
        }

        TensorRef<IntTensor> positive() {
            return tensor(1, IntTensor.TYPE);
        }
    }

    static final class DescribeResult extends CallResult {
        DescribeResult(PendingCall call) {
            super(call);
        }

        TensorRef<ByteTensor> description() {
            return tensor(13, ByteTensor.UINT8);
        }
    }

    static final class TurnResult extends CallResult {
        TurnResult(PendingCall call) {
            super(call);
        }

        TensorRef<Complex64Tensor> turned() {
            return tensor(1, Complex64Tensor.TYPE);
        }

        TensorRef<ByteTensor> done() {
            return tensor(2, ByteTensor.TYPE);
        }
    }
}
