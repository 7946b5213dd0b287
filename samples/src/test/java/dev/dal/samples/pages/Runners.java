package dev.dal.samples.pages;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which test runs a file: one that uses it, or uses what uses it. */
final class Runners {

    private static final String RESOURCES = "dal-processor/src/test/resources/";
    private static final Pattern JAVA = Pattern.compile("(?<module>[^/]+)/src/(main|test)/java/(?<class>.*)\\.java");
    private static final Pattern GOLDEN =
            Pattern.compile(RESOURCES + "(good/|expected/|run/)(?<name>\\w+?)(Run)?(\\.java|/.*\\.(java|json))");
    private static final Pattern INVOKED = Pattern.compile("(?<project>[^/]+/src/it/[^/]+)/.*");
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final List<String> GENERATED = List.of("", "Caller", "Processor", "Schemas");

    private final Repository repository;
    private final Map<String, Set<String>> words = new HashMap<>();
    private final Map<String, String> codes = new HashMap<>();

    Runners(Repository repository) {
        this.repository = repository;
        repository.names(JAVA.pattern()).forEach(file -> {
            String code =
                    repository.text(file).replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)^\\s*//.*$", "");
            Set<String> found = new HashSet<>();
            Matcher matcher = WORD.matcher(code);
            while (matcher.find()) {
                found.add(matcher.group());
            }
            codes.put(file, code);
            words.put(file, found);
        });
    }

    /** A test that runs a file, if there is one. */
    Optional<String> of(String file) {
        Matcher golden = GOLDEN.matcher(file);
        if (golden.matches()) {
            return Optional.of(RESOURCES + "run/" + golden.group("name") + "Run.java")
                    .filter(repository::contains);
        }
        Matcher invoked = INVOKED.matcher(file);
        if (invoked.matches()) {
            return Optional.of(invoked.group("project") + "/verify.groovy").filter(repository::contains);
        }
        if (JAVA.matcher(file).matches()) {
            return ofClass(file);
        }
        String name = file.substring(file.lastIndexOf('/') + 1);
        return codes.keySet().stream()
                .filter(Runners::isTest)
                .filter(test -> codes.get(test).contains("\"" + name + "\""))
                .findFirst();
    }

    private Optional<String> ofClass(String file) {
        Set<String> seen = new TreeSet<>(Set.of(file));
        Deque<String> waiting = new ArrayDeque<>(seen);
        while (!waiting.isEmpty()) {
            String next = waiting.remove();
            if (isTest(next)) {
                return Optional.of(next);
            }
            codes.keySet().stream()
                    .filter(other -> uses(other, next))
                    .filter(seen::add)
                    .forEach(waiting::add);
        }
        return Optional.empty();
    }

    private static boolean isTest(String file) {
        return file.contains("/src/test/java/") && file.matches(".*(Test|IT)\\.java");
    }

    /** Whether one class names another, or a class that is generated from it. */
    private boolean uses(String user, String used) {
        String className = className(used);
        int dot = className.lastIndexOf('.');
        String packageName = className.substring(0, dot);
        String simpleName = className.substring(dot + 1);
        boolean visible = packageName.equals(className(user).replaceFirst("\\.\\w+$", ""))
                || codes.get(user).contains("import " + packageName + ".");
        return visible && GENERATED.stream().anyMatch(suffix -> words.get(user).contains(simpleName + suffix));
    }

    private static String className(String file) {
        Matcher matcher = JAVA.matcher(file);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(file + " is no class");
        }
        return matcher.group("class").replace('/', '.');
    }
}
