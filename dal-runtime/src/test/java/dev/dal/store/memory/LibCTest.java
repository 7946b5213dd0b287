package dev.dal.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import jnr.ffi.Pointer;
import org.junit.jupiter.api.Test;

class LibCTest {

    /** jnr-ffi hands over the return address as the sixth of six integer arguments (platform-notes.md section 0). */
    @Test
    void noMethodHasSixIntegerParameters() {
        for (Method method : LibC.Calls.class.getMethods()) {
            boolean primitivesOnly = Arrays.stream(method.getParameterTypes()).allMatch(Class::isPrimitive);
            assertThat(method.getParameterCount() == 6 && primitivesOnly)
                    .as("%s has six integer parameters", method)
                    .isFalse();
        }
    }

    @Test
    void sixthArgumentOfMmapArrives() {
        try (SharedMemory memory = SharedMemory.create("dal-sixth-argument", 2L * NativeMemory.PAGE_BYTES, false)) {
            Region region =
                    memory.map(MappedSegment.Access.READ_WRITE).region(0, memory.usableBytes(), Lifetime.unbounded());
            region.putLong(NativeMemory.PAGE_BYTES, 0x1122334455667788L);

            Pointer secondPage = LibC.CALLS.mmap(
                    null,
                    NativeMemory.PAGE_BYTES,
                    LibC.PROT_READ,
                    LibC.MAP_SHARED,
                    memory.fd(),
                    NativeMemory.PAGE_BYTES);

            assertThat(secondPage.address()).isNotEqualTo(LibC.MAP_FAILED);
            assertThat(secondPage.getLong(0)).isEqualTo(0x1122334455667788L);
            assertThat(LibC.CALLS.munmap(secondPage.address(), NativeMemory.PAGE_BYTES))
                    .isZero();
        }
    }

    @Test
    void failureNamesCallAndReason() {
        assertThat(LibC.CALLS.close(-1)).isEqualTo(-1);

        assertThat(LibC.failure("Closing nothing"))
                .hasMessage("Closing nothing failed: Bad file descriptor (error 9).");
    }
}
