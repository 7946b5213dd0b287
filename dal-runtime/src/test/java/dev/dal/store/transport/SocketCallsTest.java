package dev.dal.store.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

class SocketCallsTest {

    /** jnr-ffi hands over the return address as the sixth of six integer arguments (platform-notes.md section 0). */
    @Test
    void noMethodHasSixParameters() {
        for (Method method : SocketCalls.Calls.class.getMethods()) {
            assertThat(method.getParameterCount())
                    .as("parameters of %s", method)
                    .isLessThan(6);
        }
    }
}
