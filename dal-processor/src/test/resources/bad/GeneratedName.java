package bad;

import dev.dal.annotations.ProcessingFunction;

@ProcessingFunction
interface GeneratedName {

    void f();
}

class GeneratedNameCaller {}
