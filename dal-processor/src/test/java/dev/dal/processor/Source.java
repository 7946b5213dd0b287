package dev.dal.processor;

import com.google.testing.compile.JavaFileObjects;
import javax.tools.JavaFileObject;

/** Short sources within tests, with the imports that most of them need. */
final class Source {

    private static final String IMPORTS = """
            import dev.dal.annotations.*;
            import dev.dal.call.CallContext;
            import dev.dal.call.ObjectOutput;
            import dev.dal.call.Tag;
            import dev.dal.store.client.ObjectBuffer;
            import dev.dal.tensor.*;
            import java.util.*;
            """;

    /** The line on which the members of {@link #members} begin. */
    static final int FIRST_MEMBER = 3 + (int) IMPORTS.lines().count();

    private Source() {}

    /** A type in the package {@code demo}. */
    static JavaFileObject of(String simpleName, String declaration) {
        return JavaFileObjects.forSourceString("demo." + simpleName, "package demo;\n" + IMPORTS + declaration);
    }

    /** An annotated interface {@code demo.Demo} with these members. */
    static JavaFileObject members(String members) {
        return of("Demo", "@ProcessingFunction interface Demo {\n" + members + "\n}");
    }
}
