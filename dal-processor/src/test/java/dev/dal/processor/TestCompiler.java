package dev.dal.processor;

import com.google.testing.compile.Compiler;
import java.util.List;
import java.util.stream.Stream;

/** Compilers with the processor. */
final class TestCompiler {

    private static final List<String> STRICT = List.of("-Xlint:all,-processing", "-Werror");

    private TestCompiler() {}

    /** One that reports what any compiler would, with further options. */
    static Compiler lenient(String... options) {
        return Compiler.javac().withProcessors(new DalProcessor()).withOptions((Object[]) options);
    }

    /** One that fails for any warning, with further options. */
    static Compiler strict(String... options) {
        return lenient(Stream.concat(STRICT.stream(), Stream.of(options)).toArray(String[]::new));
    }
}
