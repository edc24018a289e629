package io.rollcall.standalone.services;

import io.rollcall.runtime.config.ConfigHelp;
import io.rollcall.runtime.service.ServiceMain;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One service, as its own main runs it. */
@Command
public final class ServiceCommand implements Callable<Integer> {

    /** The table of keys is wide, and of no use when it is broken. */
    private static final int WIDTH = 170;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration; without it ROLLCALL_CONFIG, else defaults and the environment.")
    String config;

    private final Services.Entry service;

    private ServiceCommand(Services.Entry service) {
        this.service = service;
    }

    /** The command of a service; its help lists every key of the configuration. */
    public static CommandLine of(Services.Entry service) {
        CommandLine line = new CommandLine(new ServiceCommand(service));
        line.getCommandSpec().name(service.name());
        line.getCommandSpec()
                .usageMessage()
                .width(WIDTH)
                .description("Run the " + service.name() + " alone, as in a pod: it " + service.verb() + ".")
                .footer(("\nKeys of the file, with default and unit, and the environment variable that wins over it:\n"
                                + ConfigHelp.keys())
                        .replace("%", "%%")
                        .split("\n"));
        return line;
    }

    @Override
    public Integer call() {
        String[] args = config == null ? new String[0] : new String[] {"--config", config};
        return ServiceMain.run(service.name(), service.verb(), args, service.factory());
    }
}
