package dev.imageclassifier.cli;

import java.io.PrintWriter;
import java.util.Map;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Runs a picocli command the way every command of this project behaves. */
public final class Commands {
  private Commands() {}

  /**
   * Parses {@code arguments}, runs {@code command}, and answers the exit code ({@link ExitCode}).
   *
   * <p>A {@link UserError} prints its sentence; any other exception prints its innermost cause in
   * one line. Both go to standard error.
   */
  public static int run(Object command, String... arguments) {
    return commandLine(command, System.getenv()).execute(arguments);
  }

  /** The configured parser, for tests that capture its streams and for generating completion. */
  public static CommandLine commandLine(Object command, Map<String, String> environment) {
    IExecutionExceptionHandler failures = Commands::report;
    return new CommandLine(command)
        .setDefaultValueProvider(new EnvironmentDefaults(environment))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(Commands::usage)
        .setExecutionExceptionHandler(failures);
  }

  private static int usage(ParameterException problem, String[] arguments) {
    CommandLine command = problem.getCommandLine();
    PrintWriter err = command.getErr();
    String message = problem.getMessage();
    err.println(name(command) + ": " + message + (message.endsWith(".") ? "" : "."));
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(problem, err)) {
      err.println("Try '" + name(command) + " --help'.");
    }
    err.flush();
    return ExitCode.USAGE;
  }

  private static int report(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    String sentence =
        failure instanceof UserError
            ? failure.getMessage()
            : describe(Sentences.rootCause(failure));
    err.println(name(command) + ": " + sentence);
    if (verbose(parsed)) {
      failure.printStackTrace(err);
    } else {
      LoggerFactory.getLogger(Commands.class).debug("command failed", failure);
    }
    err.flush();
    return ExitCode.FAILURE;
  }

  private static String describe(Throwable cause) {
    return cause.getMessage() == null
        ? cause.getClass().getSimpleName() + " (run again with --verbose to see where)"
        : cause.getMessage();
  }

  private static boolean verbose(ParseResult parsed) {
    for (ParseResult level = parsed; level != null; level = level.subcommand()) {
      OptionSpec option = level.matchedOption("--verbose");
      if (option != null && Boolean.TRUE.equals(option.getValue())) {
        return true;
      }
    }
    return false;
  }

  private static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName();
  }
}
