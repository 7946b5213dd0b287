package dev.dal.samples.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.ObjectInfo;
import dev.dal.store.client.StoreClient;
import dev.dal.testing.TestJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Mixed work for {@code -Dsoak.minutes} (2): a store, three processors and two programs that call from several threads,
 * each in a process of its own. One processor stays, one is stopped with grace and begins anew every second, one is killed
 * and started again every few seconds. Afterwards:
 *
 * <ul>
 *   <li>every operation gave what it had to give, or failed because a processor went;
 *   <li>each of them succeeded, and there were failures by restarts: the soak did not pass on nothing;
 *   <li>no wait lasted longer than its deadline and a grace, for a machine on which processes are being started; and none
 *       was much longer than what it waited for;
 *   <li>the store is empty;
 *   <li>heap after collection, native memory, shared memory, descriptors and threads of the processes that lived from
 *       beginning to end are flat ({@link Growth} has the tolerances).
 * </ul>
 */
class MixedWorkSoak {

    private static final Duration LENGTH =
            Duration.ofMillis((long) (Double.parseDouble(System.getProperty("soak.minutes", "2")) * 60_000));
    private static final long CAPACITY_BYTES = 200_000_000;
    private static final int THREADS_OF_A_CALLER = 3;
    private static final Duration OVERRUN_GRACE = Duration.ofSeconds(2);

    /** All that is called takes milliseconds, and whoever is killed is missed within a second. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /**
     * The whole heap is touched at once, so that it does not look like native memory that grows; the second compiler, which
     * takes much memory for a moment at any time, is left out. That results are dropped is not worth a word here.
     */
    private static final List<String> JVM_OPTIONS = List.of(
            "-Xms128m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Ddal.leaks=off");

    private final Map<String, TestJvm> programs = new LinkedHashMap<>();
    private final Map<String, List<String>> printed = new TreeMap<>();

    @AfterEach
    void endAll() {
        programs.values().forEach(TestJvm::close);
    }

    @Test
    void leavesNothingAndGrowsNothing() throws Exception {
        TestJvm store = start("store", StoreProgram.class, Long.toString(CAPACITY_BYTES));
        Path socket = Path.of(store.awaitLine("store at "));
        start("steady processor", WorkerProgram.class, socket.toString(), Session.PREFIXES.get(0), "0");
        start("restarted processor", WorkerProgram.class, socket.toString(), Session.PREFIXES.get(1), "1000");
        startVictim(socket);
        startCaller("caller 1", socket, 1000);
        startCaller("caller 2", socket, 2000);

        int kills = killAgainAndAgain(socket);
        awaitCallers();
        for (String processor : List.of("steady processor", "restarted processor", "killed processor")) {
            assertThat(programs.get(processor).terminate()).as(processor).isEqualTo(143);
        }
        List<ObjectInfo> left = left(socket);
        assertThat(store.terminate()).as("store").isEqualTo(143);

        report(kills);
        assertThat(left).as("the store is empty").isEmpty();
        assertThat(outcomes("unexpected ")).containsExactly(0L, 0L);
        assertThat(outcomes("overrun ")).allMatch(millis -> millis <= OVERRUN_GRACE.toMillis());
        assertThat(outcomes("longest wait ")).allMatch(millis -> millis <= LONGEST_WAIT.toMillis());
        for (Operation operation : Operation.values()) {
            assertThat(total("succeeded " + operation + ' '))
                    .as("%s", operation)
                    .isPositive();
        }
        assertThat(kills).isPositive();
        assertThat(total("restart ProcessorLost ")).isPositive();
        assertThat(programs.keySet().stream()
                        .filter(program -> !program.equals("killed processor"))
                        .flatMap(program -> growth(program).found().stream()))
                .isEmpty();
    }

    private TestJvm start(String name, Class<?> program, String... arguments) throws IOException {
        TestJvm jvm = TestJvm.start(JVM_OPTIONS, "", program, arguments);
        programs.put(name, jvm);
        printed.putIfAbsent(name, new ArrayList<>());
        return jvm;
    }

    private void startVictim(Path socket) throws IOException {
        start("killed processor", WorkerProgram.class, socket.toString(), Session.PREFIXES.get(2), "0");
    }

    private void startCaller(String name, Path socket, int seed) throws IOException {
        start(
                name,
                CallerProgram.class,
                socket.toString(),
                Long.toString(LENGTH.toSeconds()),
                Integer.toString(THREADS_OF_A_CALLER),
                Integer.toString(seed));
    }

    /** Kills one of the processors and starts it again, until the time is up; how often. */
    private int killAgainAndAgain(Path socket) throws Exception {
        Random random = new Random(3000);
        long end = System.nanoTime() + LENGTH.toNanos();
        int kills = 0;
        while (System.nanoTime() < end) {
            TestJvm victim = programs.get("killed processor");
            victim.awaitLine("serving at ");
            TimeUnit.MILLISECONDS.sleep(1000 + random.nextInt(7000));
            victim.kill();
            kills++;
            startVictim(socket);
            takeDown();
        }
        programs.get("killed processor").awaitLine("serving at ");
        return kills;
    }

    private void awaitCallers() throws InterruptedException {
        for (String caller : List.of("caller 1", "caller 2")) {
            assertThat(programs.get(caller).awaitEnd()).as(caller).isZero();
        }
        takeDown();
    }

    private void takeDown() {
        programs.forEach((name, jvm) -> printed.get(name).addAll(jvm.printed()));
    }

    /** What is in the store; what is on its way out has a moment. */
    private static List<ObjectInfo> left(Path socket) throws InterruptedException {
        try (StoreClient client = StoreClient.connect(socket)) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
            List<ObjectInfo> left = client.list();
            while (!left.isEmpty() && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(20);
                left = client.list();
            }
            return left;
        }
    }

    private List<Long> outcomes(String beginning) {
        return printed.values().stream()
                .flatMap(List::stream)
                .filter(line -> line.startsWith(beginning))
                .map(line -> Long.parseLong(line.substring(beginning.length())))
                .toList();
    }

    private long total(String beginning) {
        return outcomes(beginning).stream().mapToLong(Long::longValue).sum();
    }

    private Growth growth(String program) {
        return new Growth(
                program,
                printed.get(program).stream()
                        .filter(ResourceSample::isIn)
                        .map(ResourceSample::parse)
                        .toList());
    }

    private void report(int kills) {
        System.out.println("Soak of " + LENGTH + " with " + kills + " kills");
        printed.forEach((program, lines) -> lines.stream()
                .filter(line -> line.matches("(succeeded|restart|longest wait|overrun|unexpected) .*"))
                .forEach(line -> System.out.println(program + ": " + line)));
        programs.keySet().stream()
                .filter(program -> !program.equals("killed processor"))
                .flatMap(program -> growth(program).report().stream())
                .forEach(System.out::println);
    }
}
