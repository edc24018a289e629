package io.rollcall.runtime.http;

import java.io.IOException;
import java.util.Optional;

/** A request that came in. */
public interface Call {

    /** In capitals, as it came. */
    String method();

    /** The first of this name, whatever its case. */
    Optional<String> header(String name);

    /** The first parameter of this name in the query, decoded. */
    Optional<String> parameter(String name);

    /** Who sent it, as an address; a proxy's where one stands in between. */
    String from();

    /**
     * Reads the whole body, once.
     *
     * @return empty where it is larger
     * @throws IOException where the sender is gone, or takes longer than the edge waits
     */
    Optional<byte[]> body(int atMost) throws IOException;
}
