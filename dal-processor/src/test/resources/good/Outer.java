package demo;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.tensor.LongTensor;

/** Nested interfaces. */
public class Outer {

    private Outer() {}

    /** As visible as its outer class. */
    @ProcessingFunction
    public interface Inner {

        /** A color. */
        enum Color {
            /** Red. */
            RED
        }

        /**
         * A function.
         *
         * @param color a nested type
         * @param xs input
         * @param ys output
         */
        void paint(Color color, @TensorIn("i") LongTensor xs, @TensorOut("i") LongTensor ys);
    }

    /** Not visible outside. */
    protected static class Middle {

        /** Makes one. */
        protected Middle() {}

        /** Less visible than it says. */
        @ProcessingFunction
        public interface Innermost {

            /** A function. */
            void run();
        }
    }
}
