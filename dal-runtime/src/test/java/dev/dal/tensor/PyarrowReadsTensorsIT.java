package dev.dal.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.ipc.StoredTensor;
import dev.dal.ipc.TensorCodec;
import dev.dal.store.memory.Region;
import dev.dal.testing.PythonEnvironment;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Java writes is read by pyarrow: every tensor that pyarrow wrote, read and written again. */
class PyarrowReadsTensorsIT {

    private static final String FIXTURES = "/dev/dal/ipc/pyarrow11/";

    @TempDir
    Path directory;

    @Test
    void tensors() throws IOException, URISyntaxException {
        PythonEnvironment python = PythonEnvironment.require();
        Path fixtures = Path.of(Objects.requireNonNull(PyarrowReadsTensorsIT.class.getResource(FIXTURES))
                .toURI());
        List<Path> tensors;
        try (Stream<Path> files = Files.list(fixtures)) {
            tensors = files.filter(file -> file.toString().endsWith(".tensor")).toList();
        }
        assertThat(tensors).hasSizeGreaterThan(15);
        for (Path file : tensors) {
            byte[] bytes = Files.readAllBytes(file);
            Region object = Region.allocate(bytes.length);
            object.put(0, bytes);
            Files.write(directory.resolve(file.getFileName()), rewritten(object));
        }

        String script = Files.readString(fixtures.resolve("check_tensors.py"));
        assertThat(python.run(script, fixtures, directory).trim()).isEqualTo(tensors.size() + " tensors read");
    }

    private static byte[] rewritten(Region object) {
        Tensor tensor = TensorReader.readAny(object);
        StoredTensor stored = TensorCodec.read(object);
        return rewritten(tensor.type(), tensor, stored.dimensionNames().subList(0, tensor.rank()));
    }

    private static <T extends Tensor> byte[] rewritten(TensorType<T> type, Tensor tensor, List<String> names) {
        TensorMessage<T> message = TensorMessage.of(type, tensor.shape(), names);
        Region object = Region.allocate(message.sizeBytes());
        message.writeTo(object, type.tensorClass().cast(tensor));
        return object.bytes(0, (int) object.length());
    }
}
