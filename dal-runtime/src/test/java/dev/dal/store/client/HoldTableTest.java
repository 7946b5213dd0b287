package dev.dal.store.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreLink;
import dev.dal.store.transport.Deadline;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HoldTableTest {

    private static final ObjectId ID = ObjectId.of(1, 2, 3);
    private static final ObjectLocation PLACE = new ObjectLocation(1, 64, 10, 0);
    private static final long SOON = 10_000;

    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
    private boolean gone;
    private final HoldTable table = new HoldTable(link());

    /** A link that only notes what it is told. */
    private StoreLink link() {
        return (StoreLink) Proxy.newProxyInstance(
                StoreLink.class.getClassLoader(), new Class<?>[] {StoreLink.class}, (proxy, method, arguments) -> {
                    if (gone) {
                        throw new StoreConnectionException("gone");
                    }
                    sent.add(method.getName() + " " + arguments[0]);
                    return null;
                });
    }

    @Test
    void theLastDropReleases() {
        Hold hold = got();
        assertThat(table.retainIfReadable(ID)).isSameAs(hold);
        assertThat(table.retain(hold)).isTrue();
        assertThat(table.drop(hold)).isFalse();
        assertThat(table.drop(hold)).isFalse();
        assertThat(sent).isEmpty();
        assertThat(table.isReadable(ID)).isTrue();
        assertThat(table.drop(hold)).isFalse();
        assertThat(sent).containsExactly("release " + ID);
        assertThat(table.isReadable(ID)).isFalse();
        assertThat(table.retainIfReadable(ID)).isNull();
        assertThat(table.retain(hold)).isFalse();
    }

    @Test
    void aGetUnderWayDefersTheRelease() {
        Hold first = got();
        Hold second = table.request(ID);
        table.drop(first);
        assertThat(sent).isEmpty();
        table.got(second, PLACE);
        table.drop(second);
        assertThat(sent).containsExactly("release " + ID);
    }

    @Test
    void aGetUnderWayThatBringsNothingReleasesWhatWasLeftToIt() {
        Hold first = got();
        Hold second = table.request(ID);
        table.drop(first);
        table.failed(second);
        assertThat(sent).containsExactly("release " + ID);
    }

    @Test
    void whatIsHeldNoLongerIsReadableWhileAGetIsUnderWay() {
        Hold first = got();
        Hold second = table.request(ID);
        table.drop(first);
        Hold third = table.retainIfReadable(ID);
        table.failed(second);
        assertThat(sent).isEmpty();
        table.drop(third);
        assertThat(sent).containsExactly("release " + ID);
    }

    @Test
    void failedRequestsLeaveNothing() {
        table.failed(table.request(ID));
        assertThat(sent).isEmpty();
        assertThat(table.request(ID)).isNotSameAs(table.request(ObjectId.of(9, 9, 9)));
    }

    @Test
    void unsealedObjectsAreAbortedOnceAndNeverReleased() {
        Hold draft = created();
        table.retain(draft);
        assertThat(table.drop(draft)).isFalse();
        assertThat(table.drop(draft)).isTrue();
        table.abort(ID);
        assertThat(sent).containsExactly("abort " + ID);
    }

    @Test
    void sealedDraftsAreReleased() {
        Hold draft = created();
        assertThat(table.isReadable(ID)).isFalse();
        table.sealing(draft);
        table.sealed(draft);
        assertThat(table.isReadable(ID)).isTrue();
        assertThat(table.drop(draft)).isFalse();
        assertThat(sent).containsExactly("release " + ID);
    }

    @Test
    void lostDraftsAreNeitherReleasedNorAborted() {
        Hold draft = created();
        table.lost(draft);
        assertThat(table.drop(draft)).isFalse();
        assertThat(sent).isEmpty();
    }

    @Test
    void anAbortedIdMayBeCreatedAnew() {
        table.drop(created());
        Hold again = created();
        table.sealed(again);
        table.drop(again);
        assertThat(sent).containsExactly("release " + ID);
    }

    @Test
    void draftsAreWaitedForUntilTheDeadline() {
        Hold draft = created();
        assertThat(table.awaitNoDraft(List.of(ID), Deadline.after(0))).containsExactly(ID);
        assertThat(table.awaitNoDraft(List.of(ID), Deadline.after(10))).containsExactly(ID);
        assertThat(table.awaitNoDraft(List.of(ObjectId.of(7, 7, 7)), Deadline.NEVER))
                .isEmpty();
        CompletableFuture<Integer> waiting = waiting(Deadline.NEVER);
        table.sealed(draft);
        assertThat(waiting.join()).isZero();
    }

    @Test
    void draftsThatAreJustSealedAreWaitedForInAnyCase() throws InterruptedException {
        Hold draft = created();
        table.sealing(draft);
        CompletableFuture<Integer> waiting = waiting(Deadline.after(0));
        Thread.sleep(20);
        assertThat(waiting).isNotDone();
        table.sealed(draft);
        assertThat(waiting.join()).isZero();
    }

    @Test
    void draftsThatEndOtherwiseAreNotWaitedFor() {
        Hold draft = created();
        table.sealing(draft);
        CompletableFuture<Integer> waiting = waiting(Deadline.after(0));
        table.notSealed(draft);
        assertThat(waiting.join()).isOne();
        CompletableFuture<Integer> abandoned = waiting(Deadline.NEVER);
        table.abandon(draft);
        assertThat(abandoned.join()).isZero();
    }

    @Test
    void closingEndsWaitsAndSendsNothing() {
        Hold draft = created();
        CompletableFuture<Integer> waiting = waiting(Deadline.NEVER);
        table.close();
        table.close();
        assertThat(waiting.join()).isZero();
        assertThat(table.retain(draft)).isFalse();
        assertThat(table.drop(draft)).isFalse();
        assertThat(sent).isEmpty();
    }

    @Test
    void aStoreThatIsGoneNeedsNoRelease() {
        Hold hold = got();
        gone = true;
        assertThat(table.drop(hold)).isFalse();
        table.abort(ID);
        assertThat(sent).isEmpty();
    }

    private CompletableFuture<Integer> waiting(long deadline) {
        return CompletableFuture.supplyAsync(
                        () -> table.awaitNoDraft(List.of(ID), deadline).size())
                .orTimeout(SOON, TimeUnit.MILLISECONDS);
    }

    private Hold got() {
        Hold hold = table.request(ID);
        table.got(hold, PLACE);
        return hold;
    }

    private Hold created() {
        Hold hold = table.request(ID);
        table.created(hold, PLACE);
        return hold;
    }
}
