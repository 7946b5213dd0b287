package dev.dal.tensor;

/**
 * Conversions between float16 (IEEE 754 binary16), which Java has no type for, and float. Its bits are the elements of
 * tensors of type {@link ShortTensor#FLOAT16}.
 */
public final class Float16 {

    private static final int SIGN = 0x8000;
    private static final int EXPONENT_MASK = 0x7c00;
    private static final int FRACTION_MASK = 0x03ff;
    private static final int FRACTION_BITS = 10;
    /** Bits of a float's fraction that a float16 has no room for. */
    private static final int LOST_BITS = 23 - FRACTION_BITS;
    /** Difference of the exponents' biases, 127 and 15. */
    private static final int BIAS_DIFFERENCE = 112;
    /** 2<sup>-24</sup>, the smallest positive float16. */
    private static final float SMALLEST = 0x1p-24f;

    private static final float SMALLEST_NORMAL = 0x1p-14f;
    /** Half way between the highest float16, 65504, and what would be the next; from here on all is infinite. */
    private static final float OVERFLOW = 65520f;

    private Float16() {}

    /**
     * The value of a float16; every one is a float.
     *
     * @param bits the float16
     * @return the same value, NaN for any NaN
     */
    public static float toFloat(short bits) {
        int exponent = bits & EXPONENT_MASK;
        int fraction = bits & FRACTION_MASK;
        float magnitude;
        if (exponent == EXPONENT_MASK) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else if (exponent == 0) {
            magnitude = fraction * SMALLEST;
        } else {
            magnitude =
                    Float.intBitsToFloat(((exponent >> FRACTION_BITS) + BIAS_DIFFERENCE) << 23 | fraction << LOST_BITS);
        }
        return (bits & SIGN) == 0 ? magnitude : -magnitude;
    }

    /**
     * The float16 that is nearest to a value; of two that are equally near the even one.
     *
     * @param value the value
     * @return the bits of the float16; infinite from 65520 on
     */
    public static short of(float value) {
        int sign = Float.floatToRawIntBits(value) >>> 16 & SIGN;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | EXPONENT_MASK | FRACTION_MASK);
        }
        if (magnitude >= OVERFLOW) {
            return (short) (sign | EXPONENT_MASK);
        }
        if (magnitude < SMALLEST_NORMAL) {
            return (short) (sign | (int) Math.rint(magnitude / (double) SMALLEST));
        }
        int bits = Float.floatToRawIntBits(magnitude);
        int even = bits >>> LOST_BITS & 1;
        int rounded = bits + (1 << (LOST_BITS - 1)) - 1 + even;
        return (short) (sign | (rounded >>> LOST_BITS) - (BIAS_DIFFERENCE << FRACTION_BITS));
    }
}
