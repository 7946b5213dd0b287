package dev.dal.samples.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.call.Broadcast;
import dev.dal.call.PendingPolicy;
import dev.dal.call.TooManyPendingException;
import dev.dal.connection.ObjectLostException;
import dev.dal.connection.ProcessingException;
import dev.dal.samples.soak.WorkCaller.AddResult;
import dev.dal.samples.soak.WorkCaller.NapResult;
import dev.dal.tensor.LongTensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Calls to all processors at once, while some of them come and go. */
final class Broadcasts {

    private static final int MOST_PENDING = 3;
    private static final Duration DETACHED = Duration.ofMillis(50);

    private Broadcasts() {}

    static void broadcast(Session session) {
        long x = session.random().nextLong();
        try (Broadcast<AddResult> all = session.everyone().broadcast().add(x, LongTensor.of(0, 1, 2))) {
            assertThat(all).hasSizeBetween(1, Session.PREFIXES.size());
            ProcessingException lost = null;
            for (AddResult result : all) {
                try {
                    LongTensor zs = session.within(Session.PATIENCE, () -> result.get(Session.PATIENCE));
                    assertThat(zs.toArray()).containsExactly(x, x + 1, x + 2);
                } catch (ProcessingException e) {
                    lost = e;
                }
            }
            if (lost != null) {
                throw lost;
            }
        }
    }

    static void dropOldest(Session session) {
        limited(session, PendingPolicy.DROP_OLDEST);
    }

    static void block(Session session) {
        limited(session, PendingPolicy.BLOCK);
    }

    static void fail(Session session) {
        limited(session, PendingPolicy.FAIL);
    }

    /** More calls than may be pending. */
    private static void limited(Session session, PendingPolicy policy) {
        WorkCaller.ToAll limited = session.everyone().broadcast().maxPending(MOST_PENDING, policy);
        List<Broadcast<NapResult>> made = new ArrayList<>();
        try {
            for (int i = 0; i < 3 * MOST_PENDING; i++) {
                made.add(session.within(Session.PATIENCE, () -> limited.nap(1)));
            }
            for (Broadcast<NapResult> each : made) {
                session.within(Session.PATIENCE, () -> each.await(Session.PATIENCE));
            }
        } catch (TooManyPendingException e) {
            assertThat(policy).isEqualTo(PendingPolicy.FAIL);
        } catch (ObjectLostException e) {
            assertThat(policy).isEqualTo(PendingPolicy.DROP_OLDEST);
            assertThat(e).hasMessageContaining("dropped");
        } finally {
            made.forEach(Broadcast::close);
        }
    }

    /** What is not done after a while is cancelled then. */
    static void detach(Session session) {
        session.everyone().broadcast().nap(5).detach(DETACHED);
    }
}
