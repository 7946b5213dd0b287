package dev.dal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Handles that are closed together. */
class OpenHandlesTest {

    private final Connection connection = Connection.local();
    private final OpenHandles open = new OpenHandles();
    private long made;

    @AfterEach
    void close() {
        connection.close();
    }

    private ObjectHandle handle() {
        made++;
        ObjectSlot slot = Expecting.expect(connection.objects(), ObjectIds.of(1, 1, 1, made), null);
        return new ObjectHandle(connection, slot);
    }

    @Test
    void allAreClosedThatHaveNotLeft() {
        List<ObjectHandle> handles = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            handles.add(handle());
            assertThat(open.add(handles.get(i))).isTrue();
        }
        // The newest, the eldest and one in the middle leave.
        handles.get(4).close();
        handles.get(0).drop();
        handles.get(2).close();
        handles.get(2).close();
        assertThat(handles).extracting(ObjectHandle::isClosed).containsExactly(true, false, true, false, true);
        open.close();
        assertThat(handles).allMatch(ObjectHandle::isClosed);
    }

    @Test
    void nothingIsAddedAfterTheEnd() {
        open.close();
        ObjectHandle late = handle();
        assertThat(open.add(late)).isFalse();
        assertThat(late.isClosed()).isFalse();
        late.close();
    }

    @Test
    void aClosedHandleDoesNotStay() {
        ObjectHandle closed = handle();
        closed.close();
        assertThat(open.add(closed)).isTrue();
        ObjectHandle other = handle();
        open.add(other);
        open.close();
        assertThat(other.isClosed()).isTrue();
        assertThat(other.next).isNull();
    }

    @Test
    void thoseBelowAreClosedToo() {
        OpenHandles below = open.child();
        OpenHandles twiceBelow = below.child();
        ObjectHandle beside = handle();
        ObjectHandle inner = handle();
        open.add(beside);
        twiceBelow.add(inner);
        below.close();
        assertThat(inner.isClosed()).isTrue();
        assertThat(beside.isClosed()).isFalse();
        ObjectHandle later = handle();
        assertThat(open.child().add(later)).isTrue();
        open.close();
        assertThat(later.isClosed()).isTrue();
        ObjectHandle tooLate = handle();
        assertThat(open.child().add(tooLate)).isFalse();
        tooLate.close();
    }
}
