package io.rollcall.standalone.sandbox;

import io.rollcall.standalone.cli.CommandException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.Option;

/** Where a sandbox listens, and which registry its images are in. */
final class SandboxOptions {

    @Option(
            names = "--registry",
            paramLabel = "HOST:PORT",
            description = "The registry that takes the images: plain HTTP, no password, deletion enabled.")
    String registry;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "Where it listens; ${DEFAULT-VALUE} unless it is given. Whoever reaches it may do everything.")
    String bind;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Its port; any free one unless it is given.")
    int port;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "The name by which others reach it, as its kubeconfig says; without it --bind.")
    String host;

    String registry() {
        if (registry == null) {
            throw CommandException.usage("no registry is named; give the one that is to take the images, such as"
                    + " --registry 127.0.0.1:5000.");
        }
        return registry;
    }

    /** The address to listen on. */
    InetSocketAddress listen() {
        if (port < 0 || port > 65_535) {
            throw CommandException.usage("--port is %d; give a number from 0 to 65535.".formatted(port));
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(bind), port);
        } catch (UnknownHostException e) {
            throw CommandException.usage(
                    "--bind is %s, which is no address; give one of this machine, such as 0.0.0.0.".formatted(bind));
        }
    }

    /** Its address in the kubeconfig. */
    String url(int listening) {
        InetSocketAddress listen = listen();
        String name = host != null ? host : listen.getAddress().isAnyLocalAddress() ? "127.0.0.1" : bind;
        return "http://%s:%d".formatted(name, listening);
    }
}
