package dev.dal.cli;

import dev.dal.testing.PythonEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The tests of Plasma that pyarrow 11 brings along, as they are. They start the store that lies beside the package. So
 * they run in a copy of the package made of links, in which the store is whatever executable is wanted.
 */
final class PyarrowSuite {

    private static final String STORE = "plasma-store-server";
    private static final String TESTS = "tests/test_plasma.py";
    private static final long LONGEST_SECONDS = 240;

    private final PythonEnvironment python;
    private final Path directory;

    /**
     * The suite in a fresh directory.
     *
     * @param store what the tests start as their store
     */
    PyarrowSuite(PythonEnvironment python, Path directory, Path store) throws IOException {
        this.python = python;
        this.directory = directory;
        Path copy = Files.createDirectories(directory.resolve("pyarrow"));
        try (Stream<Path> files = Files.list(python.storeExecutable().getParent())) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                Files.createSymbolicLink(copy.resolve(name), name.equals(STORE) ? store : file);
            }
        }
    }

    /**
     * Runs all tests.
     *
     * @param environment variables for the tests and their stores
     * @return passed, failure, error or skipped, by the name of the test
     */
    Map<String, String> run(Map<String, String> environment) throws Exception {
        Path report = directory.resolve("report.xml");
        Path log = directory.resolve("log.txt");
        ProcessBuilder builder = python.process(
                """
                import sys, pyarrow, pytest
                assert pyarrow.__path__[0].startswith(sys.argv[1]), pyarrow.__path__
                sys.exit(pytest.main(sys.argv[2:]))
                """, directory, directory.resolve("pyarrow").resolve(TESTS), "--junitxml=" + report, "-v", "-rA");
        builder.command().addAll(List.of("-p", "no:cacheprovider", "--rootdir=" + directory));
        builder.environment()
                .putAll(Map.of(
                        "PYTHONPATH", directory.toString(),
                        "PYTHONDONTWRITEBYTECODE", "1",
                        "PYARROW_TEST_PLASMA", "ON"));
        builder.environment().putAll(environment);
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError(
                    "The tests did not end within " + LONGEST_SECONDS + " s:\n" + Files.readString(log));
        }
        if (!Files.exists(report)) {
            throw new AssertionError("The tests did not run:\n" + Files.readString(log));
        }
        return outcomes(report);
    }

    /** What the tests and their stores have printed. */
    String log() throws IOException {
        return Files.readString(directory.resolve("log.txt"));
    }

    private static Map<String, String> outcomes(Path report) throws Exception {
        Map<String, String> outcomes = new TreeMap<>();
        NodeList cases = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(report.toFile())
                .getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            Element test = (Element) cases.item(i);
            String outcome = Stream.of("failure", "error", "skipped")
                    .filter(name -> test.getElementsByTagName(name).getLength() > 0)
                    .findFirst()
                    .orElse("passed");
            outcomes.put(test.getAttribute("name"), outcome);
        }
        return outcomes;
    }
}
