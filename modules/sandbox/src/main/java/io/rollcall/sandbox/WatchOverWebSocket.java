package io.rollcall.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A watch's events, a line each as over plain HTTP, of a server that serves watches over WebSockets alone: the mock does. It
 * ends where the socket does.
 */
final class WatchOverWebSocket extends InputStream implements WebSocket.Listener {

    private static final byte[] END = {};

    private final BlockingQueue<byte[]> lines = new LinkedBlockingQueue<>();
    private final StringBuilder message = new StringBuilder();
    private WebSocket socket;
    private byte[] line = {'\n'};
    private int at = 1;

    private WatchOverWebSocket() {}

    /** @return empty where the server does not serve it so either */
    static Optional<WatchOverWebSocket> open(HttpClient client, String url) {
        WatchOverWebSocket watch = new WatchOverWebSocket();
        try {
            watch.socket = client.newWebSocketBuilder()
                    .buildAsync(URI.create(url.replaceFirst("^http", "ws")), watch)
                    .join();
            return Optional.of(watch);
        } catch (CompletionException e) {
            return Optional.empty();
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        message.append(part);
        if (last) {
            lines.add(message.append('\n').toString().getBytes(UTF_8));
            message.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        lines.add(END);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        lines.add(END);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (at == line.length) {
            line = next();
            at = 0;
        }
        if (line.length == 0) {
            return -1;
        }
        int count = Math.min(length, line.length - at);
        System.arraycopy(line, at, to, offset, count);
        at += count;
        return count;
    }

    private byte[] next() throws IOException {
        try {
            return line.length == 0 ? END : lines.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** In good order: of a socket that is cut off, the mock thinks for half a minute, and answers nobody meanwhile. */
    @Override
    public void close() {
        lines.add(END);
        CompletableFuture<WebSocket> unused = socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
    }
}
