package dev.dal.store.protocol;

import dev.dal.store.Lane;
import dev.dal.store.ObjectId;

/** Releases in a frame that has nothing else: each joins one of the last few items whose ids it follows. */
final class OpenReleases {

    /** What a call makes has ids of about so many kinds. */
    private static final int KINDS = 4;

    private final ItemWriter writer;
    private final OpenRange[] open = new OpenRange[KINDS];
    private int next;

    OpenReleases(ItemWriter writer) {
        this.writer = writer;
        for (int i = 0; i < KINDS; i++) {
            open[i] = OpenRange.withoutBytes(writer, SubmitCodec.RELEASE_RANGE, Lane.MOST_RANGE_COUNT);
        }
    }

    /** Objects whose ids follow each other and lie between two multiples of {@link Lane#MOST_RANGE_COUNT}. */
    void add(ObjectId first, int count) {
        for (OpenRange range : open) {
            if (range.joins(first, count, 0, 0)) {
                range.join(count);
                return;
            }
        }
        int start = writer.frameBytes();
        writer.item(SubmitCodec.RELEASE, 0, 0, first);
        if (count > 1) {
            writer.recount(start, SubmitCodec.RELEASE_RANGE, count);
        }
        open[next].open(start, first, count, 0, 0);
        next = (next + 1) % KINDS;
    }
}
