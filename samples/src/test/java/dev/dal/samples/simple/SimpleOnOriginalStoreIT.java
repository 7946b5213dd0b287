package dev.dal.samples.simple;

import dev.dal.testing.OriginalStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The programs on the original store. */
class SimpleOnOriginalStoreIT extends SimpleContract {

    private OriginalStore original;

    @BeforeEach
    void launch() {
        original = OriginalStore.start(CAPACITY_BYTES);
    }

    @AfterEach
    void end() {
        if (original != null) {
            original.close();
        }
    }

    @Override
    Path socket() {
        return original.socket();
    }
}
