package dev.dal.testing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * A virtual environment with pyarrow 11, which brings the original store and client. Made once and kept, by default
 * under {@code target/dal-venv} of the repository; the system property {@code dal.venv} or the environment variable
 * {@code DAL_VENV} names another directory.
 *
 * <p>Where it cannot be made, tests that need it are skipped with the step that failed, or fail if the environment
 * variable {@code DAL_INTEROP} is {@code required}.
 */
public final class PythonEnvironment {

    /** The store and the client; and what pyarrow's own tests of them want. */
    private static final List<String> REQUIREMENTS =
            List.of("pyarrow==11.0.0", "numpy<2", "pandas<2", "pytest<8", "hypothesis<7", "pytest-lazy-fixture==0.6.3");

    private static final List<String> INTERPRETERS =
            List.of("python3.11", "python3.10", "python3.9", "python3.8", "python3.7", "python3");
    private static final Duration QUICK = Duration.ofMinutes(1);
    private static final Duration SLOW = Duration.ofMinutes(10);

    private final Path directory;
    private final Path interpreter;
    private final Path storeExecutable;

    private PythonEnvironment(Path directory) throws SetupException {
        this.directory = directory;
        this.interpreter = Path.of(python(directory));
        this.storeExecutable = Path.of(step(
                        "finding the original store",
                        QUICK,
                        interpreter.toString(),
                        "-W",
                        "ignore",
                        "-c",
                        "import pyarrow.plasma, os; print(os.path.join(pyarrow.__path__[0], 'plasma-store-server'))")
                .trim());
        if (!Files.isExecutable(storeExecutable)) {
            throw new SetupException("finding the original store: " + storeExecutable + " cannot be executed", null);
        }
    }

    /** A step of the setup that failed. */
    private static final class SetupException extends Exception {
        private static final long serialVersionUID = 1L;

        SetupException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Made with the first use; both outcomes are remembered. */
    private static final class Shared {
        static final PythonEnvironment ENVIRONMENT;
        static final String FAILURE;

        static {
            PythonEnvironment environment = null;
            String failure = null;
            try {
                environment = makeOrReuse(directory());
            } catch (SetupException | IOException e) {
                failure = "No Python environment with " + REQUIREMENTS + ": " + e.getMessage();
            }
            ENVIRONMENT = environment;
            FAILURE = failure;
        }
    }

    /** The environment; skips or fails the calling test if there is none. */
    public static PythonEnvironment require() {
        if (Shared.ENVIRONMENT == null) {
            throw unavailable(Shared.FAILURE);
        }
        return Shared.ENVIRONMENT;
    }

    /**
     * The environment with one more package, installed with the first use. The versions of the others stay what they are.
     *
     * @param name name of a package in the registry
     */
    public static PythonEnvironment requireWith(String name) {
        PythonEnvironment environment = require();
        try {
            addTo(environment.directory, name);
        } catch (SetupException | IOException e) {
            throw unavailable("No " + name + " in the Python environment: " + e.getMessage());
        }
        return environment;
    }

    /** Skips the calling test, or has it fail where nothing may be skipped. */
    private static RuntimeException unavailable(String reason) {
        if ("required".equals(System.getenv("DAL_INTEROP"))) {
            throw new AssertionFailedError(reason);
        }
        return new TestAbortedException(reason);
    }

    /** The original {@code plasma-store-server}. */
    public Path storeExecutable() {
        return storeExecutable;
    }

    /** Runs a script with pyarrow, and returns what it printed; the test fails if the script does. */
    public String run(String script, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(interpreter.toString(), "-W", "ignore", "-c", script));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        try {
            return step("running a Python script", QUICK, command.toArray(String[]::new));
        } catch (SetupException e) {
            throw new AssertionFailedError(e.getMessage(), e);
        }
    }

    /** Another script that goes on running. */
    public ProcessBuilder process(String script, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(interpreter.toString(), "-u", "-W", "ignore", "-c", script));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command);
    }

    private static Path directory() throws IOException {
        String configured = System.getProperty("dal.venv", System.getenv("DAL_VENV"));
        if (configured != null && !configured.isBlank()) {
            return Path.of(configured).toAbsolutePath();
        }
        Path directory = Path.of("").toAbsolutePath();
        for (Path at = directory; at != null; at = at.getParent()) {
            Path pom = at.resolve("pom.xml");
            if (Files.exists(pom) && Files.readString(pom).contains("<modules>")) {
                return at.resolve("target/dal-venv");
            }
        }
        return directory.resolve("target/dal-venv");
    }

    /** Builds of several modules, or of several checkouts with one environment, wait for each other here. */
    private static FileChannel openLock(Path directory) throws IOException {
        Files.createDirectories(directory.getParent());
        Path lockFile = directory.resolveSibling(directory.getFileName() + ".lock");
        return FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static PythonEnvironment makeOrReuse(Path directory) throws IOException, SetupException {
        try (FileChannel channel = openLock(directory);
                FileLock lock = channel.lock()) {
            Path marker = directory.resolve("dal-requirements.txt");
            String wanted = String.join("\n", REQUIREMENTS);
            boolean complete = lock.isValid()
                    && Files.exists(marker)
                    && Files.readString(marker).equals(wanted);
            if (!complete) {
                if (!isUsable(directory)) {
                    make(directory);
                }
                install(directory, REQUIREMENTS);
            }
            PythonEnvironment environment = new PythonEnvironment(directory);
            Files.writeString(marker, wanted);
            return environment;
        }
    }

    /** Whether an environment is there, made by an earlier version of this class or by hand. */
    private static boolean isUsable(Path directory) {
        try {
            step("asking for the installer", QUICK, python(directory), "-m", "pip", "--version");
            return true;
        } catch (SetupException e) {
            return false;
        }
    }

    private static void make(Path directory) throws SetupException {
        step("making a virtual environment", QUICK, findInterpreter(), "-m", "venv", "--clear", directory.toString());
    }

    private static void addTo(Path directory, String name) throws IOException, SetupException {
        try (FileChannel channel = openLock(directory);
                FileLock lock = channel.lock()) {
            Path marker = directory.resolve("dal-has-" + name + ".txt");
            if (lock.isValid() && !Files.exists(marker)) {
                List<String> wanted = new ArrayList<>(REQUIREMENTS);
                wanted.add(name);
                install(directory, wanted);
                Files.createFile(marker);
            }
        }
    }

    /** Installs what is missing; where nothing is, this asks no registry. */
    private static void install(Path directory, List<String> requirements) throws SetupException {
        List<String> install = new ArrayList<>(
                List.of(python(directory), "-m", "pip", "install", "--disable-pip-version-check", "-q"));
        install.addAll(requirements);
        step("installing " + requirements, SLOW, install.toArray(String[]::new));
    }

    private static String python(Path directory) {
        return directory.resolve("bin/python").toString();
    }

    private static String findInterpreter() throws SetupException {
        StringBuilder tried = new StringBuilder();
        for (String candidate : INTERPRETERS) {
            try {
                String version = step(
                                "asking for the version",
                                QUICK,
                                candidate,
                                "-c",
                                "import sys; print(sys.version_info[0] * 100 + sys.version_info[1])")
                        .trim();
                if (Integer.parseInt(version) >= 307 && Integer.parseInt(version) <= 311) {
                    return candidate;
                }
                tried.append(' ')
                        .append(candidate)
                        .append(" is version ")
                        .append(version)
                        .append(';');
            } catch (SetupException | NumberFormatException e) {
                tried.append(' ').append(candidate).append(" does not run;");
            }
        }
        throw new SetupException("finding Python 3.7 to 3.11:" + tried, null);
    }

    private static String step(String name, Duration limit, String... command) throws SetupException {
        try {
            Path output = Files.createTempFile("dal-step", ".txt");
            Path errors = Files.createTempFile("dal-step", ".err");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile())
                        .start();
                process.getOutputStream().close();
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    throw new SetupException(
                            name + ": no end within " + limit + ": " + String.join(" ", command), null);
                }
                if (process.exitValue() != 0) {
                    throw new SetupException(
                            name + ": " + command[0] + " ended with " + process.exitValue() + ": "
                                    + Files.readString(errors),
                            null);
                }
                return Files.readString(output);
            } finally {
                Files.delete(output);
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new SetupException(name + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupException(name + ": interrupted", e);
        }
    }
}
