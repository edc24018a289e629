package io.rollcall.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING;

import io.rollcall.standalone.bench.BenchCommand;
import io.rollcall.standalone.bus.AlertsCommand;
import io.rollcall.standalone.bus.TopicsCommand;
import io.rollcall.standalone.chaos.ChaosCommand;
import io.rollcall.standalone.check.CheckCommand;
import io.rollcall.standalone.cli.CommandException;
import io.rollcall.standalone.cli.CommonOptions;
import io.rollcall.standalone.cli.Failures;
import io.rollcall.standalone.cli.Surroundings;
import io.rollcall.standalone.completion.CompletionCommand;
import io.rollcall.standalone.demo.DemoCommand;
import io.rollcall.standalone.doctor.DoctorCommand;
import io.rollcall.standalone.init.InitCommand;
import io.rollcall.standalone.replay.ExportCommand;
import io.rollcall.standalone.replay.ReplayCommand;
import io.rollcall.standalone.sandbox.SandboxCommand;
import io.rollcall.standalone.services.ServiceCommand;
import io.rollcall.standalone.services.Services;
import io.rollcall.standalone.terminal.Terminal;
import io.rollcall.standalone.up.UpCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;

/** The root of the command line. */
@Command(
        name = "rollcall",
        description = {"Calls the roll of a cluster's virtual machine images: is each one still in its registry?", ""},
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 the command line or the configuration is wrong;",
            "of check: 0 present, 1 absent, 3 inconclusive. A command that a signal ends has 128 and its number."
        })
public final class RollcallCommand implements Runnable {

    private static final int WIDTH = 110;

    @Mixin
    CommonOptions common = new CommonOptions();

    private RollcallCommand() {}

    /** The whole command line. */
    public static CommandLine commandLine(Surroundings surroundings) {
        RollcallCommand root = new RollcallCommand();
        CommandLine line = new CommandLine(root);
        line.addSubcommand(new UpCommand(surroundings))
                .addSubcommand(new DemoCommand(surroundings))
                .addSubcommand(new SandboxCommand(surroundings))
                .addSubcommand(new InitCommand(surroundings))
                .addSubcommand(new DoctorCommand(surroundings))
                .addSubcommand(new CompletionCommand(surroundings))
                .addSubcommand(new CheckCommand(surroundings))
                .addSubcommand(new AlertsCommand(surroundings))
                .addSubcommand(new TopicsCommand(surroundings))
                .addSubcommand(new ReplayCommand(surroundings))
                .addSubcommand(new ExportCommand(surroundings))
                .addSubcommand(new BenchCommand(surroundings))
                .addSubcommand(new ChaosCommand(surroundings))
                .setUsageHelpWidth(WIDTH);
        Services.all().forEach(service -> line.addSubcommand(service.name(), ServiceCommand.of(service)));
        line.addSubcommand(new VersionCommand(surroundings));
        Failures failures = new Failures(surroundings.err(), root.common);
        line.getHelpSectionMap().put(SECTION_KEY_COMMAND_LIST, CommandGroups::render);
        line.getHelpSectionMap().remove(SECTION_KEY_COMMAND_LIST_HEADING);
        return line.setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(writer(surroundings.out()))
                .setErr(writer(surroundings.err()))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(surroundings.out().coloured() ? Ansi.ON : Ansi.OFF));
    }

    private static PrintWriter writer(Terminal terminal) {
        return new PrintWriter(terminal.stream(), true, UTF_8);
    }

    @Override
    public void run() {
        throw CommandException.usage("name a command, such as 'rollcall up'; see rollcall --help.");
    }
}
