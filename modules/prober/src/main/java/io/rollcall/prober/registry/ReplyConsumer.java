package io.rollcall.prober.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Reads an answer, of its body no more than a bound. Used once, on the client's I/O thread. */
final class ReplyConsumer implements AsyncResponseConsumer<Reply> {
    /** Bytes of a body that are read; a registry's error is far shorter. */
    static final int MAX_BODY = 64 * 1024;

    private final int bound;
    private final Consumer<Reply> whenReleased;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private HttpResponse response;
    private FutureCallback<Reply> callback;
    private Reply whole;

    /** @param whenReleased is given a whole answer when its connection is free again */
    ReplyConsumer(int bound, Consumer<Reply> whenReleased) {
        this.bound = bound;
        this.whenReleased = whenReleased;
    }

    /** A body went on beyond the bound; what came until then is the answer. Breaks off the connection. */
    static final class BodyTooLongException extends IOException {
        private final transient Reply reply;

        private BodyTooLongException(Reply reply, int bound) {
            super("the body is longer than " + bound + " bytes");
            this.reply = reply;
        }

        Reply reply() {
            return reply;
        }
    }

    @Override
    public void consumeResponse(
            HttpResponse head, EntityDetails entity, HttpContext context, FutureCallback<Reply> whenDone) {
        response = head;
        callback = whenDone;
        if (entity == null) {
            finish();
        }
    }

    @Override
    public void informationResponse(HttpResponse head, HttpContext context) {
        // 1xx says nothing of an image
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        channel.update(bound);
    }

    @Override
    public void consume(ByteBuffer chunk) throws IOException {
        byte[] taken = new byte[Math.min(chunk.remaining(), bound - body.size())];
        chunk.get(taken);
        body.write(taken);
        if (chunk.hasRemaining()) {
            throw new BodyTooLongException(reply(), bound);
        }
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) {
        finish();
    }

    private void finish() {
        whole = reply();
        callback.completed(whole);
    }

    private Reply reply() {
        return Reply.of(response, body.toString(StandardCharsets.UTF_8));
    }

    /** Whether the head of an answer came. */
    boolean hasBegun() {
        return response != null;
    }

    @Override
    public void failed(Exception cause) {
        // the exchange's own callback is told as well
    }

    @Override
    public void releaseResources() {
        if (whole != null) {
            whenReleased.accept(whole);
        }
    }
}
