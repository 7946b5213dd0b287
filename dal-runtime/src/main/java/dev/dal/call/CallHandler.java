package dev.dal.call;

/** What runs the calls of functions that are declared by schemas alone: see {@link Service#of}. */
@FunctionalInterface
public interface CallHandler {

    /**
     * Runs a call: reads its inputs, writes its outputs.
     *
     * @param call the call; {@link NamedCall#function()} says which function is called
     * @throws Exception whatever goes wrong; the processor turns it into an error object
     */
    void handle(NamedCall call) throws Exception;
}
