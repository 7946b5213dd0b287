package demo;

import dev.dal.annotations.ProcessingFunction;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Which exceptions a caller can rebuild. */
@ProcessingFunction
interface Exceptions {

    void several(long x) throws Rebuilt, IOException, TimeoutException;

    void any(long x) throws Exception;

    void notRebuilt(long x) throws WithoutText, Hidden, Unfinished, Throwing;

    void unchecked(long x) throws IllegalStateException, AssertionError;

    void again(long x) throws Rebuilt;

    class Rebuilt extends Exception {
        private static final long serialVersionUID = 1;

        public Rebuilt(String message) {
            super(message);
        }

        public Rebuilt(Throwable cause) {
            super(cause);
        }
    }

    class WithoutText extends Exception {
        private static final long serialVersionUID = 1;

        public WithoutText() {}
    }

    class Hidden extends Exception {
        private static final long serialVersionUID = 1;

        Hidden(String message) {
            super(message);
        }
    }

    abstract class Unfinished extends Exception {
        private static final long serialVersionUID = 1;

        public Unfinished(String message) {
            super(message);
        }
    }

    class Throwing extends Exception {
        private static final long serialVersionUID = 1;

        public Throwing(String message) throws IOException {
            super(message);
        }
    }
}
