package io.rollcall.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.testkit.Hold.Step;
import io.rollcall.testkit.KafkaDoor.Request;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * One connection through a {@link KafkaDoor}. Every message is its length in four bytes and then itself; a broker answers a
 * connection's requests in their order.
 */
final class KafkaConnection {

    private static final byte[] LOOPBACK = "127.0.0.1".getBytes(US_ASCII);

    private final Socket client;
    private final int brokerPort;
    private final int doorPort;
    private final Holds<Request> holds;
    private final Socket broker = new Socket();
    private final Queue<Request> unanswered = new ConcurrentLinkedQueue<>();

    KafkaConnection(Socket client, int brokerPort, int doorPort, Holds<Request> holds) {
        this.client = client;
        this.brokerPort = brokerPort;
        this.doorPort = doorPort;
        this.holds = holds;
    }

    /** Carries messages both ways until one side ends. */
    void run(ExecutorService threads) {
        try {
            broker.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), brokerPort));
            broker.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            threads.execute(() -> ending(this::carryAnswers));
            ending(this::carryRequests);
        } catch (IOException e) {
            // the broker is not there: the client sees its connection end
            end();
        }
    }

    private interface Carrying {
        void run() throws IOException, InterruptedException;
    }

    private void ending(Carrying carrying) {
        try {
            carrying.run();
        } catch (IOException e) {
            // one side is gone: the other is told by the end
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private void carryRequests() throws IOException, InterruptedException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
        OutputStream out = broker.getOutputStream();
        for (byte[] message = read(in); true; message = read(in)) {
            Request request = request(message);
            if (!holds.pass(Step.BEFORE, request)) {
                return;
            }
            unanswered.add(request);
            write(out, message);
        }
    }

    private void carryAnswers() throws IOException, InterruptedException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(broker.getInputStream()));
        OutputStream out = client.getOutputStream();
        for (byte[] message = read(in); true; message = read(in)) {
            Request request = unanswered.remove();
            if (!holds.pass(Step.AFTER, request)) {
                return;
            }
            redirect(message);
            write(out, message);
        }
    }

    private static byte[] read(DataInputStream in) throws IOException {
        byte[] message = new byte[in.readInt()];
        if (in.readNBytes(message, 0, message.length) < message.length) {
            throw new EOFException();
        }
        return message;
    }

    private static void write(OutputStream out, byte[] message) throws IOException {
        byte[] framed = new byte[Integer.BYTES + message.length];
        ByteBuffer.wrap(framed).putInt(message.length).put(message);
        out.write(framed);
    }

    /** Its header begins with api, version, correlation id and the client's id. */
    private static Request request(byte[] message) {
        ByteBuffer header = ByteBuffer.wrap(message);
        ApiKeys api = ApiKeys.forId(header.getShort());
        header.getShort();
        header.getInt();
        byte[] id = new byte[Math.max(0, header.getShort())];
        header.get(id);
        return new Request(api, new String(id, UTF_8));
    }

    /** Wherever the broker tells its address (a host, then its port in four bytes), it becomes the door's: as long, byte for byte. */
    private void redirect(byte[] message) {
        byte[] port = ByteBuffer.allocate(Integer.BYTES).putInt(brokerPort).array();
        for (int at = 0; at + LOOPBACK.length + Integer.BYTES <= message.length; at++) {
            if (matches(message, at, LOOPBACK) && matches(message, at + LOOPBACK.length, port)) {
                ByteBuffer.wrap(message).putInt(at + LOOPBACK.length, doorPort);
            }
        }
    }

    private static boolean matches(byte[] message, int at, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (message[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    void end() {
        close(client);
        close(broker);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed by the other direction in this moment, which is what is wanted
        }
    }
}
