package dev.dal.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes measurements as JSON: an array of objects, null for what is not known. */
final class JsonReport {

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonReport() {}

    /**
     * Writes a file.
     *
     * @param measurements what to write
     * @param file where to; replaced
     * @throws IOException if it cannot be written
     */
    static void write(List<Measurement> measurements, Path file) throws IOException {
        List<Map<String, @Nullable Object>> lines = new ArrayList<>();
        for (Measurement measurement : measurements) {
            lines.add(line(measurement));
        }
        MAPPER.writeValue(file.toFile(), lines);
    }

    private static Map<String, @Nullable Object> line(Measurement measurement) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("name", measurement.name());
        line.put("value", quantile(measurement.ours(), 0.5));
        line.put("unit", measurement.unit());
        line.put("reference", quantile(measurement.reference(), 0.5));
        line.put("referenceName", measurement.referenceName());
        line.put("ratio", Double.isNaN(measurement.ratio()) ? null : (Double) measurement.ratio());
        line.put(
                "budget",
                measurement.budget() == null ? null : measurement.budget().toString());
        line.put("met", measurement.met());
        line.put("p10", quantile(measurement.ours(), 0.1));
        line.put("p90", quantile(measurement.ours(), 0.9));
        line.put("referenceP10", quantile(measurement.reference(), 0.1));
        line.put("referenceP90", quantile(measurement.reference(), 0.9));
        line.put("note", measurement.note());
        return line;
    }

    private static @Nullable Double quantile(@Nullable Samples samples, double part) {
        return samples == null ? null : (Double) samples.quantile(part);
    }
}
