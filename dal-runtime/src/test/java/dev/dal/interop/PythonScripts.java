package dev.dal.interop;

import dev.dal.testing.PythonEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The Python scripts among the resources of this package. */
final class PythonScripts {

    private static final String LAUNCHER = """
            import faulthandler, runpy, sys
            sys.dont_write_bytecode = True
            seconds = int(sys.argv.pop(1))
            if seconds:
                faulthandler.dump_traceback_later(seconds, exit=True)
            directory = sys.argv.pop(1)
            script = sys.argv.pop(1)
            sys.path.insert(0, directory)
            runpy.run_module(script, run_name="__main__", alter_sys=True)
            """;

    /** When a script is ended that should have ended by itself; it then tells where it was. */
    private static final int MOST_SECONDS = 50;

    private PythonScripts() {}

    /** Runs a script to its end; fails with what it says on standard error if it does. */
    static List<String> run(String script, Object... arguments) {
        String printed = PythonEnvironment.require().run(LAUNCHER, launched(MOST_SECONDS, script, arguments));
        return printed.lines().toList();
    }

    /** Starts a script that goes on running. */
    static PythonPeer start(String script, Object... arguments) {
        try {
            return new PythonPeer(
                    script, PythonEnvironment.require().process(LAUNCHER, launched(0, script, arguments)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object[] launched(int mostSeconds, String script, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(mostSeconds, directory(script), script));
        all.addAll(List.of(arguments));
        return all.toArray();
    }

    private static Path directory(String script) {
        URL resource = Objects.requireNonNull(PythonScripts.class.getResource(script + ".py"), script);
        try {
            return Path.of(resource.toURI()).getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(resource.toString(), e);
        }
    }
}
