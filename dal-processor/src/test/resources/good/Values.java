package demo;

import dev.dal.annotations.Name;
import dev.dal.annotations.ProcessingFunction;
import dev.dal.store.ObjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;

/** Every type that a value may have. */
@ProcessingFunction
interface Values {

    enum Color {
        RED,
        GREEN
    }

    void primitives(boolean flag, byte i8, short i16, int i32, long i64, float f32, double f64);

    void references(
            String text, byte[] bytes, Instant instant, Duration duration, LocalDate date, ObjectId id, Color color);

    void foreignEnum(TimeUnit unit);

    void variable(byte... bytes);

    void named(@Name("not_x") long x, @Name("class") String type);
}
