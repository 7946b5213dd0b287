package dev.dal.call;

import dev.dal.store.memory.Region;

/** An output of any bytes. For the thread that runs the function. */
final class ObjectSink implements ObjectOutput {

    private final RowOutputs outputs;
    private final ParameterLayout parameter;

    ObjectSink(RowOutputs outputs, ParameterLayout parameter) {
        this.outputs = outputs;
        this.parameter = parameter;
    }

    @Override
    public Region allocate(long sizeBytes) {
        Region data = create(sizeBytes);
        data.clear(0, data.length());
        return data;
    }

    @Override
    public void put(byte[] content) {
        create(content.length).put(0, content);
    }

    private Region create(long sizeBytes) {
        if (sizeBytes < 0) {
            throw new IllegalArgumentException(
                    "Output '" + parameter.name() + "' has a length of 0 bytes or more; found " + sizeBytes + ".");
        }
        return outputs.create(parameter, sizeBytes);
    }
}
