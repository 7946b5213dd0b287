package dev.dal.store.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The core does what the plain reference does, whatever several clients ask of it in whatever order, with time that
 * passes and clients that leave at any point.
 *
 * <p>{@code -Ddal.model.operations=50000000} runs more, {@code -Ddal.model.seed=7} others. A difference is reported as a
 * script that is as short as it gets, with its seed.
 */
class StoreCoreModelTest {

    private static final long OPERATIONS = Long.getLong("dal.model.operations", 1_500_000);
    private static final long FIRST_SEED = Long.getLong("dal.model.seed", 1);

    /** Operations on one store. */
    private static final int SCRIPT_LENGTH = 10_000;

    @Test
    void doesWhatTheReferenceDoes() {
        long seeds = (OPERATIONS + SCRIPT_LENGTH - 1) / SCRIPT_LENGTH;
        System.out.printf(
                "%d operations on the store's core, seeds %d to %d%n",
                seeds * SCRIPT_LENGTH, FIRST_SEED, FIRST_SEED + seeds - 1);
        for (long seed = FIRST_SEED; seed < FIRST_SEED + seeds; seed++) {
            List<ModelOperation> script = script(seed);
            ModelRun.Mismatch mismatch = ModelRun.run(script);
            if (mismatch != null) {
                throw report(seed, script, mismatch);
            }
        }
    }

    private static List<ModelOperation> script(long seed) {
        Random random = new Random(seed);
        List<ModelOperation> script = new ArrayList<>(SCRIPT_LENGTH);
        for (int i = 0; i < SCRIPT_LENGTH; i++) {
            script.add(ModelOperation.draw(random));
        }
        return script;
    }

    private static AssertionError report(long seed, List<ModelOperation> script, ModelRun.Mismatch mismatch) {
        List<ModelOperation> failing = script.subList(0, Math.min(script.size(), mismatch.step + 1));
        List<ModelOperation> shortest = ModelShrinker.shrink(failing, candidate -> ModelRun.run(candidate) != null);
        ModelRun.Mismatch last = ModelRun.run(shortest);
        String steps = IntStream.range(0, shortest.size())
                .mapToObj(i -> "  " + i + ": " + shortest.get(i))
                .collect(Collectors.joining("\n"));
        return new AssertionError(
                "The core differs from the reference with seed " + seed + ": " + mismatch.getMessage()
                        + "\nAs short as "
                        + shortest.size() + " steps:\n" + steps + "\n"
                        + (last == null ? "(does not fail on its own)" : last.getMessage()),
                last == null ? mismatch : last);
    }

    @Test
    void aScriptThatFailsBecomesShort() {
        List<ModelOperation> script = script(5);
        ModelOperation first = script.get(1234);
        ModelOperation second = script.get(7777);
        List<ModelOperation> shortest = ModelShrinker.shrink(
                script,
                candidate -> candidate.indexOf(first) >= 0 && candidate.lastIndexOf(second) > candidate.indexOf(first));

        assertThat(shortest).containsExactly(first, second);
    }

    @Test
    void everythingThatCanBeDoneIsDone() {
        assertThat(script(1).stream().map(ModelOperation::kind).distinct())
                .containsExactlyInAnyOrder(ModelOperation.Kind.values());
        assertThat(script(1)).isEqualTo(script(1)).isNotEqualTo(script(2));
    }
}
