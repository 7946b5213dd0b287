package dev.dal.samples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dal.call.CallSchemas;
import dev.dal.call.LogProcessor;
import dev.dal.call.Parameters;
import dev.dal.call.Processor;
import dev.dal.call.ProcessorOptions;
import dev.dal.call.Service;
import dev.dal.call.ValueType;
import dev.dal.connection.Connection;
import dev.dal.connection.ProcessingException;
import dev.dal.connection.Store;
import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import dev.dal.tensor.Complex128Tensor;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.Shape;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The code of docs/guide/processors.md. */
@Timeout(60)
class ProcessorsPageTest {

    private static final Complex128Tensor VOLTAGES = Complex128Tensor.of(Shape.of(3), 1, 2, 0, 0, 3, 4);

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private EmbeddedStore embedded;
    private Connection connection;
    private Store store;

    @BeforeEach
    void launch() {
        embedded = EmbeddedStore.launch(StoreOptions.ofCapacity(10_000_000));
        connection = Connection.open(embedded);
        store = Store.open(connection, "page");
    }

    @AfterEach
    void close() {
        store.close();
        connection.close();
        embedded.close();
    }

    private String nextLine() throws InterruptedException {
        return lines.poll(10, TimeUnit.SECONDS);
    }

    private void assertComputesPeaks() {
        try (SpectraCaller spectra = SpectraCaller.find(store);
                var power = spectra.power(VOLTAGES);
                var peaks = spectra.peaks(power.power(), null);
                var above = spectra.peaks(power.power(), 4.5)) {
            assertThat(power.get().toArray()).containsExactly(5, 0, 25);
            assertThat(peaks.get().toArray()).containsExactly(2);
            assertThat(above.get().toArray()).containsExactly(0, 2);
        }
    }

    @Test
    void oneInterfaceIsServed() {
        try (SpectraProcessor processor = SpectraProcessor.register(connection, new SpectraImplementation())) {
            processor.start(); // or processor.run(), on this thread
            assertComputesPeaks();
        }
    }

    @Test
    void severalInterfacesShareANamespace() throws InterruptedException {
        Service spectra = SpectraProcessor.of(new SpectraImplementation());
        Service notes = NotesProcessor.of(lines::add);
        try (Processor processor =
                Processor.serve(connection, ProcessorOptions.defaults().withName("lab"), spectra, notes)) {
            processor.start();
            assertComputesPeaks();
            try (NotesCaller caller = NotesCaller.find(store);
                    var noted = caller.note("hello")) {
                noted.await();
                assertThat(nextLine()).isEqualTo("hello");
            }
        }
    }

    @Test
    void callsRunOnSeveralThreads() {
        ProcessorOptions options = ProcessorOptions.defaults().withWorkers(4).withConcurrency("power", 1);
        try (SpectraProcessor processor = SpectraProcessor.register(connection, new SpectraImplementation(), options)) {
            processor.start();
            assertComputesPeaks();
        }
    }

    @Test
    void aLoopOfOnesOwn() {
        AtomicBoolean running = new AtomicBoolean(true);
        try (SpectraProcessor processor = SpectraProcessor.register(connection, new SpectraImplementation());
                SpectraCaller caller = SpectraCaller.find(store);
                var power = caller.power(VOLTAGES)) {
            while (running.get()) {
                boolean ran = processor.process(Duration.ofMillis(100)); // false: no call came in time
                running.set(!ran);
            }
            assertThat(power.get().toArray()).containsExactly(5, 0, 25);
        }
    }

    @Test
    void failuresReachWhoeverProcesses() {
        Spectra failing = new SpectraImplementation() {
            @Override
            public void power(Complex128Tensor voltages, DoubleTensor power) {
                throw new IllegalStateException("no power");
            }
        };
        try (SpectraProcessor processor = SpectraProcessor.register(connection, failing);
                SpectraCaller caller = SpectraCaller.find(store);
                var power = caller.power(VOLTAGES)) {
            assertThatThrownBy(() -> processor.process(Duration.ofSeconds(10), false))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no power");
            ProcessingException failure = catchThrowableOfType(ProcessingException.class, power::get);
            assertThat(failure.kind()).isEqualTo("Failed");
            assertThat(failure.error().type()).isEqualTo("java.lang.IllegalStateException");
            assertThat(failure.error().message()).isEqualTo("no power");
        }
    }

    @Test
    void functionsByTheirSchemas() throws InterruptedException {
        Schema greet =
                CallSchemas.function("greet", Parameters.value("name", ValueType.UTF8), Parameters.tagOut("done"));
        Service greetings = Service.of(List.of(greet), call -> {
            lines.add("Hello, " + call.parameter("name", String.class) + "!");
            call.outputTag("done");
        });
        assertThat(greetings.schemas()).containsExactly(greet);
        Schema note = NotesSchemas.ALL.get(0);
        Service notes = Service.of(List.of(note), call -> {
            lines.add(call.function() + ": " + call.parameter("text"));
            call.outputTag("done");
        });
        try (Processor processor = Processor.serve(connection, ProcessorOptions.defaults(), greetings, notes)) {
            processor.start();
            try (NotesCaller caller = NotesCaller.find(store);
                    var noted = caller.note("hello")) {
                noted.await();
                assertThat(nextLine()).isEqualTo("note: hello");
            }
        }
    }

    @Test
    void aProcessorByHand() {
        try (SpectraByHand processor = new SpectraByHand(connection);
                SpectraCaller caller = SpectraCaller.find(store)) {
            processor.start();
            assertThat(processor.info().name()).isEqualTo("SpectraByHand");
            try (var peaks = caller.peaks(DoubleTensor.of(5, 0, 25), null)) {
                assertThat(peaks.get().toArray()).containsExactly(0, 2);
            }
            try (var power = caller.power(VOLTAGES)) {
                assertThatThrownBy(power::get).hasMessageContaining("Function 'power' has no handler");
            }
        }
    }

    @Test
    void whatCallersSendIsNoted() throws InterruptedException {
        try (LogProcessor log =
                        new LogProcessor(connection, NotesSchemas.ALL, ProcessorOptions.defaults(), lines::add);
                NotesCaller caller = NotesCaller.find(store)) {
            log.start();
            try (var noted = caller.note("hello")) {
                noted.await();
                assertThat(nextLine()).startsWith("note(text=hello, done=");
            }
        }
    }

    @Test
    void aProcessorStops() {
        SpectraProcessor processor = SpectraProcessor.register(connection, new SpectraImplementation());
        try (SpectraCaller caller = SpectraCaller.find(store);
                var waiting = caller.power(VOLTAGES)) {
            processor.stop(Duration.ofSeconds(5));
            ProcessingException failure = catchThrowableOfType(ProcessingException.class, waiting::get);
            assertThat(failure.kind()).isEqualTo("Closed");
        }
    }
}
