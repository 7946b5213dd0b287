package dev.dal.samples.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The text files of this repository, without those that builds make. */
final class Repository {

    private static final Pattern TEXT = Pattern.compile(".*\\.(java|py|xml|json|txt|md|groovy)|.*/run");
    private static final Pattern VERSION = Pattern.compile("<version>([^<]*)</version>");

    private final Path root;
    private final Map<String, String> files = new TreeMap<>();

    private Repository(Path root) {
        this.root = root;
    }

    /** Reads all files below a directory. */
    static Repository of(Path root) throws IOException {
        Repository repository = new Repository(root);
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = directory.getFileName().toString();
                boolean skipped = name.equals("target") || (name.startsWith(".") && !directory.equals(root));
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = root.relativize(file).toString();
                if (TEXT.matcher(name).matches()) {
                    repository.files.put(name, Files.readString(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return repository;
    }

    /** The repository that this test is part of. */
    static Repository ofThisTest() {
        try {
            return of(Path.of("..").toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The blocks of README and guide. */
    List<CodeBlock> blocks() {
        return names("README\\.md|docs/contract\\.md|docs/guide/[^/]+\\.md")
                .flatMap(page -> blocks(page).stream())
                .toList();
    }

    private List<CodeBlock> blocks(String page) {
        try {
            return CodeBlock.of(root, root.resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files whose paths, relative to the root and with slashes, have a form. */
    Stream<String> names(String form) {
        Pattern pattern = Pattern.compile(form);
        return files.keySet().stream().filter(name -> pattern.matcher(name).matches());
    }

    boolean contains(String name) {
        return files.containsKey(name);
    }

    String text(String name) {
        return files.getOrDefault(name, "");
    }

    /** The lines of a file, with the version of this build where the build would put it. */
    List<String> lines(String name) {
        return text(name).replace("@project.version@", version()).lines().toList();
    }

    private String version() {
        Matcher version = VERSION.matcher(text("pom.xml"));
        return version.find() ? version.group(1) : "";
    }
}
