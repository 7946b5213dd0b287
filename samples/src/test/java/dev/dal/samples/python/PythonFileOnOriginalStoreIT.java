package dev.dal.samples.python;

import dev.dal.testing.OriginalStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** dal.py on the original store. */
class PythonFileOnOriginalStoreIT extends PythonFileContract {

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
