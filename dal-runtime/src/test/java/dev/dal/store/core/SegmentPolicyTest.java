package dev.dal.store.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class SegmentPolicyTest {

    private static final long MIB = 1 << 20;

    @Test
    void firstSegmentHasTheCapacityInPages() throws Exception {
        assertThat(new SegmentPolicy(10_000).nextSize(64, 0, 0)).isEqualTo(12_288);
        assertThat(new SegmentPolicy(1).nextSize(64, 0, 0)).isEqualTo(4_096);
        assertThat(new SegmentPolicy(64 * MIB).nextSize(64, 0, 0)).isEqualTo(64 * MIB);
    }

    @Test
    void firstSegmentIsSmallInALargeStore() throws Exception {
        assertThat(new SegmentPolicy(1L << 40).nextSize(64, 0, 0)).isEqualTo(64 * MIB);
        assertThat(new SegmentPolicy(1L << 40).nextSize(1L << 40, 0, 0)).isEqualTo(1L << 40);
    }

    @Test
    void laterSegmentsDouble() throws Exception {
        SegmentPolicy policy = new SegmentPolicy(1L << 40);

        assertThat(policy.nextSize(64, 64 * MIB, 64 * MIB)).isEqualTo(128 * MIB);
        assertThat(policy.nextSize(200 * MIB + 1, 64 * MIB, 64 * MIB)).isEqualTo(200 * MIB + 4_096);
    }

    @Test
    void laterSegmentsHaveNoMoreThanIsMissingToTheCapacity() throws Exception {
        SegmentPolicy policy = new SegmentPolicy(100 * MIB);

        assertThat(policy.nextSize(64, 64 * MIB, 64 * MIB)).isEqualTo(37 * MIB);
    }

    @Test
    void growsInSmallStepsBeyondTheCapacityUpToTheLimit() throws Exception {
        SegmentPolicy policy = new SegmentPolicy(160 * MIB);

        assertThat(policy.limitBytes()).isEqualTo(321 * MIB);
        assertThat(policy.nextSize(64, 161 * MIB, 64 * MIB)).isEqualTo(10 * MIB);
        assertThat(policy.nextSize(64, 320 * MIB, 64 * MIB)).isEqualTo(MIB);
        assertThat(policy.nextSize(160 * MIB, 161 * MIB, 64 * MIB)).isEqualTo(160 * MIB);
    }

    @Test
    void refusesBeyondTheLimit() {
        SegmentPolicy policy = new SegmentPolicy(160 * MIB);

        assertThatExceptionOfType(SegmentRefusedException.class)
                .isThrownBy(() -> policy.nextSize(MIB + 1, 320 * MIB, 64 * MIB))
                .withMessage("no free range of 1048577 bytes, and a further segment would exceed the limit:"
                        + " reserved=335544320 limit=336592896");
    }

    @Test
    void survivesTheLargestCapacity() throws Exception {
        SegmentPolicy policy = new SegmentPolicy(Long.MAX_VALUE);

        assertThat(policy.limitBytes()).isPositive();
        assertThat(policy.nextSize(64, 0, 0)).isEqualTo(64 * MIB);
        assertThat(policy.nextSize(1L << 56, 0, 0)).isEqualTo(1L << 56);
    }
}
