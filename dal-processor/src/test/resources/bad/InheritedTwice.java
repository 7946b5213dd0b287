package bad;

import dev.dal.annotations.ProcessingFunction;

@ProcessingFunction
interface InheritedTwice extends InheritedTwiceLeft, InheritedTwiceRight {}

interface InheritedTwiceLeft {
    void f(long x);
}

interface InheritedTwiceRight {
    void f(long y);
}
