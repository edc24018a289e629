package io.rollcall.standalone.completion;

import static java.util.Objects.requireNonNull;

import io.rollcall.standalone.cli.ExitCode;
import io.rollcall.standalone.cli.Surroundings;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script that completes what the command line takes; it is made from the command line itself. */
@Command(
        name = "completion",
        description = "Print a script with which bash or zsh completes commands and options.",
        footer = {
            "",
            "  source <(./rollcall completion bash)                 for this shell; add it to ~/.bashrc for every one",
            "  source <(./rollcall completion zsh)                  the same, in ~/.zshrc"
        })
public final class CompletionCommand implements Callable<Integer> {

    private static final String ZSH = """
            autoload -U +X compinit && compinit
            autoload -U +X bashcompinit && bashcompinit
            """;

    /** The shells that there are scripts for. */
    enum Shell {
        BASH,
        ZSH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(paramLabel = "bash|zsh", description = "The shell that is to complete.")
    Shell shell;

    @Spec
    CommandSpec spec;

    private final Surroundings surroundings;

    /** Prints nothing yet. */
    public CompletionCommand(Surroundings surroundings) {
        this.surroundings = requireNonNull(surroundings, "surroundings is null");
    }

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        String script = AutoComplete.bash(spec.root().name(), root);
        surroundings.out().line(shell == Shell.ZSH ? ZSH + script : script);
        return ExitCode.OK;
    }
}
