package dev.dal.processor;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/** What came out of a compilation, as text. */
final class Diagnostics {

    private Diagnostics() {}

    /** The generated sources, by {@code <qualified name>.java}, and contracts, by {@code <qualified name>.json}. */
    static Map<String, String> generated(Compilation compilation) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (JavaFileObject file : compilation.generatedSourceFiles()) {
            String path = file.getName().replaceFirst("^/?SOURCE_OUTPUT/", "");
            sources.put(path.replace('/', '.'), file.getCharContent(false).toString());
        }
        sources.putAll(contracts(compilation));
        return sources;
    }

    /** The contracts, by {@code <qualified name>.json}. */
    static Map<String, String> contracts(Compilation compilation) throws IOException {
        Map<String, String> contracts = new TreeMap<>();
        for (JavaFileObject file : compilation.generatedFiles()) {
            String path = file.getName().replaceFirst("^/?CLASS_OUTPUT/", "");
            if (path.startsWith("META-INF/dal/")) {
                contracts.put(
                        path.replaceFirst(".*/", ""), file.getCharContent(false).toString());
            }
        }
        return contracts;
    }

    /** Errors and warnings as a compiler shows them: place, text, line, and a mark below the column. */
    static String text(Compilation compilation) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Diagnostic<? extends JavaFileObject> diagnostic : compilation.diagnostics()) {
            if (isRelevant(diagnostic)) {
                text.append(text(diagnostic));
            }
        }
        return text.toString();
    }

    /** Whatever is ours, and all errors and warnings of others. */
    private static boolean isRelevant(Diagnostic<?> diagnostic) {
        return diagnostic.getKind() != Diagnostic.Kind.NOTE
                || diagnostic.getMessage(Locale.ROOT).startsWith("[Dal");
    }

    private static String text(Diagnostic<? extends JavaFileObject> diagnostic) throws IOException {
        JavaFileObject source = diagnostic.getSource();
        String line = source.getCharContent(false)
                .toString()
                .lines()
                .skip(diagnostic.getLineNumber() - 1)
                .findFirst()
                .orElseThrow();
        return String.format(
                Locale.ROOT,
                "%s:%d:%d: %s: %s%n%s%n%s^%n",
                Path.of(source.getName()).getFileName(),
                diagnostic.getLineNumber(),
                diagnostic.getColumnNumber(),
                diagnostic.getKind().name().toLowerCase(Locale.ROOT),
                withoutTrace(diagnostic.getMessage(Locale.ROOT)),
                line,
                " ".repeat((int) diagnostic.getColumnNumber() - 1));
    }

    /** The message without the frames of a stack trace, which change with every edit. */
    private static String withoutTrace(String message) {
        return message.lines()
                .filter(line -> !line.strip().startsWith("at "))
                .filter(line -> !line.strip().startsWith("... "))
                .collect(Collectors.joining("\n"));
    }

    /** The ids in the order of the messages. */
    static List<String> ids(Compilation compilation) {
        return compilation.diagnostics().stream()
                .filter(Diagnostics::isRelevant)
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .map(message ->
                        message.startsWith("[") ? message.substring(1, message.indexOf(']')) : "not ours: " + message)
                .toList();
    }
}
