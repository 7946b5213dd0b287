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

    void add(ObjectId id) {
        for (OpenRange range : open) {
            if (range.joins(id, 0, 0)) {
                range.join();
                return;
            }
        }
        open[next].open(append(id), id, 0, 0);
        next = (next + 1) % KINDS;
    }

    /** Objects whose ids follow each other, as an item of their own unless it is one. */
    void add(ObjectId first, int count) {
        if (count == 1) {
            add(first);
        } else {
            writer.recount(append(first), SubmitCodec.RELEASE_RANGE, count);
        }
    }

    private int append(ObjectId id) {
        int start = writer.frameBytes();
        writer.item(SubmitCodec.RELEASE, 0, 0, id);
        return start;
    }
}
