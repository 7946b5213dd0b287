package dev.dal.tensor;

/**
 * Goes through a part of a tensor's elements in row-major order, in runs of elements at equal steps. A run of step 1 is
 * one piece of memory; a contiguous tensor is one run, apart from the limit on a run's length.
 */
final class Runs {

    /** Elements of a run lie within {@link dev.dal.store.memory.Region#WINDOW_BYTES}, whatever their size, at step 1. */
    private static final long MAX_LENGTH = 1 << 26;

    private final Layout layout;
    /** Elements of the innermost dimensions that are all one step apart. */
    private final long innerLength;

    private final long innerStep;
    private long linear;
    private long left;
    private long offset;
    private int length;

    /**
     * The runs of a part.
     *
     * @param layout where the elements are
     * @param from first element in row-major order
     * @param count number of elements, all of them there
     */
    Runs(Layout layout, long from, long count) {
        this.layout = layout;
        this.linear = from;
        this.left = count;
        Shape shape = layout.shape();
        int dimension = shape.rank() - 1;
        while (dimension >= 0 && shape.length(dimension) == 1) {
            dimension--;
        }
        long step = dimension < 0 ? 1 : layout.step(dimension);
        long merged = 1;
        while (dimension >= 0 && (shape.length(dimension) == 1 || layout.step(dimension) == step * merged)) {
            merged *= shape.length(dimension--);
        }
        this.innerLength = merged;
        this.innerStep = step;
    }

    /**
     * Moves to the next run.
     *
     * @return false if there is none
     */
    boolean next() {
        linear += length;
        left -= length;
        length = 0;
        if (left == 0) {
            return false;
        }
        offset = layout.offsetAt(linear);
        length = (int) Math.min(Math.min(left, MAX_LENGTH), innerLength - linear % innerLength);
        return true;
    }

    /**
     * Where the run begins.
     *
     * @return offset in units
     */
    long offset() {
        return offset;
    }

    /**
     * From one element of the run to the next.
     *
     * @return units
     */
    long step() {
        return innerStep;
    }

    /**
     * How many elements the run has.
     *
     * @return elements
     */
    int length() {
        return length;
    }
}
