package dev.dal.processor;

import com.google.testing.compile.Compilation;
import java.util.List;
import java.util.Locale;

/** Compilations of interfaces with something wrong in them. */
final class Mistakes {

    private Mistakes() {}

    /** The ids of what is reported about an interface with these members. */
    static List<String> ids(String members) {
        return Diagnostics.ids(compile(members));
    }

    static Compilation compile(String members) {
        return TestCompiler.lenient().compile(Source.members(members));
    }

    /** The text of the first error. */
    static String message(Compilation compilation) {
        return compilation.errors().get(0).getMessage(Locale.ROOT);
    }
}
