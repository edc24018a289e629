package io.rollcall.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One connection through a {@link FlakyProxy}: a pump each way, which asks for the fault before each piece. */
final class ProxiedConnection {

    private static final int BUFFER_BYTES = 16 * 1024;

    private final Socket client;
    private final Socket server = new Socket();
    private final Supplier<Fault> fault;
    private final CountDownLatch closed;

    ProxiedConnection(Socket client, Supplier<Fault> fault, CountDownLatch closed) {
        this.client = client;
        this.fault = fault;
        this.closed = closed;
    }

    /** Carries bytes until one side ends. */
    void run(InetSocketAddress target, Executor threads) {
        try {
            server.connect(target);
            threads.execute(this::carryAnswers);
            byte[] buffer = new byte[BUFFER_BYTES];
            InputStream in = client.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                Fault now = fault.get();
                if (now instanceof Fault.Reset) {
                    break;
                }
                if (!(now instanceof Fault.Blackhole)) {
                    server.getOutputStream().write(buffer, 0, n);
                }
            }
        } catch (IOException e) {
            // one side is gone, or was never there: the other is told by the reset
        } finally {
            reset();
        }
    }

    private void carryAnswers() {
        long carried = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                Fault now = fault.get();
                if (now instanceof Fault.Delay delay
                        && closed.await(delay.duration().toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                int allowed = now instanceof Fault.CutAfter cut ? (int) Math.min(n, cut.bytes() - carried) : n;
                if (!(now instanceof Fault.Blackhole) && allowed > 0) {
                    out.write(buffer, 0, allowed);
                    carried += allowed;
                }
                if (allowed < n) {
                    return;
                }
            }
            closeOrderly();
        } catch (IOException e) {
            // as above
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            reset();
        }
    }

    // the server has ended its answers: the client sees an end, not an error
    private void closeOrderly() throws IOException {
        client.shutdownOutput();
        client.close();
    }

    /** Ends both sides with a reset. Does nothing to a side that has ended. */
    void reset() {
        reset(client);
        reset(server);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // closed by the other pump in this moment, which is what is wanted
        }
    }
}
