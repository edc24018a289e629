package io.rollcall.sandbox;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A broker in a process of its own: {@code EmbeddedBrokerMain <directory> [<port>]}. Runs until it is told to stop (SIGTERM). */
public final class EmbeddedBrokerMain {

    private EmbeddedBrokerMain() {}

    /**
     * Prints the bootstrap address, alone on a line of standard output, once the broker takes requests. It is the first
     * line where logging goes elsewhere.
     */
    public static void main(String[] args) throws InterruptedException {
        if (args.length < 1 || args.length > 2) {
            exit(2, "Give the data directory and, if it is to be a certain one, the port.");
            return;
        }
        EmbeddedBroker broker;
        try {
            broker = EmbeddedBroker.startAt(Path.of(args[0]), args.length == 1 ? 0 : Integer.parseInt(args[1]));
        } catch (SandboxException e) {
            exit(1, e.getMessage());
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-stop"));
        System.out.println(broker.bootstrapServers());
        new CountDownLatch(1).await();
    }

    private static void exit(int code, String message) {
        System.err.println(message);
        System.exit(code);
    }
}
