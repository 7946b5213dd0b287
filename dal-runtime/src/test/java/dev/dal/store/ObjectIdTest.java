package dev.dal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ObjectIdTest {

    @Test
    void idsFollowEachOtherByTheirLastBytes() {
        ObjectId id = ObjectId.of(1, 2, -2);
        assertThat(id.plus(0)).isEqualTo(id);
        assertThat(id.plus(1)).isEqualTo(ObjectId.of(1, 2, -1));
        assertThatThrownBy(() -> id.plus(2))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("2 places");
        assertThatThrownBy(() -> id.plus(-1)).isInstanceOf(ArithmeticException.class);
        assertThat(ObjectId.of(1, 2, Integer.MAX_VALUE).plus(1)).isEqualTo(ObjectId.of(1, 2, Integer.MIN_VALUE));
        assertThat(id.plus(1).placesAfter(id)).isEqualTo(1);
        assertThat(id.placesAfter(id)).isZero();
        assertThat(id.placesAfter(id.plus(1))).isEqualTo(-1);
        assertThat(ObjectId.of(1, 3, -2).placesAfter(id)).isEqualTo(-1);
        assertThat(ObjectId.of(0, 2, -2).placesAfter(id)).isEqualTo(-1);
        assertThat(id.placesAfter(ObjectId.of(1, 2, 0))).isEqualTo(-1);
    }
}
