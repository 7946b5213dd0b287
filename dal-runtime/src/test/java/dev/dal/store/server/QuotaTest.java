package dev.dal.store.server;

import static dev.dal.store.server.StoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.protocol.PlasmaError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Quotas over sockets (plasma-store.md section 4.14); their rules are tested on the core. */
class QuotaTest {

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.ofCapacity(1_000_000);

    private RawClient one;
    private RawClient two;

    @BeforeEach
    void connect() {
        one = fixture.client();
        two = fixture.client();
    }

    @Test
    void aQuotaIsGivenOnceAndOnlyWhereEnoughIsLeft() {
        assertThat(one.setOptions("greedy", 700_001)).isEqualTo(PlasmaError.OUT_OF_MEMORY);
        assertThat(one.setOptions("modest", 500_000)).isEqualTo(PlasmaError.OK);
        assertThat(one.setOptions("again", 1)).isEqualTo(PlasmaError.OUT_OF_MEMORY);
        assertThat(two.setOptions("late", 200_001)).isEqualTo(PlasmaError.OUT_OF_MEMORY);
        assertThat(two.debugText())
                .contains("num clients with quota: 1\n", "(modest) capacity: 500000\n")
                .doesNotContain("greedy", "again", "late");
    }

    @Test
    void aQuotaBoundsItsClientAndProtectsItsObjects() {
        one.setOptions("one", 300_000);
        one.put(id(1), "x".repeat(200_000));
        assertThat(one.put(id(2), "x".repeat(300_001))).isEqualTo(PlasmaError.OUT_OF_MEMORY);
        for (int i = 10; i < 20; i++) {
            two.put(id(i), "y".repeat(200_000));
        }
        assertThat(one.contains(id(1))).isTrue();
        assertThat(one.put(id(3), "x".repeat(200_000))).isEqualTo(PlasmaError.OK);
        assertThat(one.contains(id(1))).isFalse();
        assertThat(two.contains(id(19))).isTrue();
    }

    @Test
    void aClientThatHangsUpGivesItsQuotaBackBeforeTheNextRequest() {
        one.setOptions("one", 700_000);
        one.put(id(1), "x".repeat(1000));
        assertThat(two.evict(1)).isZero();
        one.close();
        assertThat(two.setOptions("two", 700_000)).isEqualTo(PlasmaError.OK);
        assertThat(two.evict(1)).isEqualTo(1000);
    }

    @Test
    void aNameMayBeAnyBytes() {
        assertThat(one.setOptions("", 1)).isEqualTo(PlasmaError.OK);
        assertThat(two.setOptions("größer (\n)", 2)).isEqualTo(PlasmaError.OK);
        assertThat(two.debugText()).contains("\n() capacity: 1\n", "(größer (\n)) capacity: 2\n");
    }

    @Test
    void refreshOverTheSocketKeepsObjects() {
        for (int i = 1; i <= 10; i++) {
            one.put(id(i), "x".repeat(100_000));
        }
        two.refresh(id(1), id(2), id(77));
        one.put(id(11), "x".repeat(100_000));
        assertThat(two.contains(id(1))).isTrue();
        assertThat(two.contains(id(2))).isTrue();
        assertThat(two.contains(id(3))).isFalse();
        assertThat(two.contains(id(4))).isFalse();
        assertThat(two.contains(id(5))).isTrue();
    }
}
