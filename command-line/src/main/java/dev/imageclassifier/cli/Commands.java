package dev.imageclassifier.cli;

import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.contract.error.ExplainedFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Runs picocli commands with the behaviour that all commands of this project share. */
public final class Commands {
  /** System property for the log level, read by logback.xml. {@code --verbose} sets it. */
  static final String LOG_LEVEL = "imageclassifier.log.level";

  /** System property for the log format. {@link LogOption} sets it. */
  static final String LOG_FORMAT = "imageclassifier.log.format";

  /** System property for the level of our own loggers. */
  static final String EVENTS_LOG_LEVEL = "imageclassifier.events.log.level";

  private static final Pattern EXCEPTION_NAMES = Pattern.compile(" \\((java|picocli)\\.[^)]*\\)");

  private Commands() {}

  /**
   * Parses {@code arguments}, runs {@code command}, and returns the exit code ({@link ExitCode}).
   *
   * <p>An {@link ExplainedFailure} prints its message. Any other exception prints its innermost
   * cause on one line. Both go to standard error. Standard output is UTF-8 in every locale. After
   * its reader has closed the pipe, {@code checkError()} of the writer returns true.
   */
  public static int run(Object command, String... arguments) {
    // picocli's own writer hides errors, for example a closed pipe
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    return commandLine(command, System.getenv()).setOut(out).execute(arguments);
  }

  /** Creates the configured parser, for tests and for generating completion scripts. */
  public static CommandLine commandLine(Object command, Map<String, String> environment) {
    CommandLine commandLine =
        new CommandLine(command)
            .setDefaultValueProvider(new SettingDefaults(environment))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpAutoWidth(true)
            // a file name may start with @
            .setExpandAtFiles(false)
            .setParameterExceptionHandler(Commands::usage)
            .setExecutionExceptionHandler(Commands::report)
            .setExecutionStrategy(Commands::execute);
    keepFlagsTrue(commandLine);
    return commandLine;
  }

  /**
   * Without this, picocli negates the default of a flag that is given, so that {@code --verbose}
   * together with {@code APP_VERBOSE=true} would be off.
   */
  private static void keepFlagsTrue(CommandLine commandLine) {
    CommandSpec spec = commandLine.getCommandSpec();
    for (OptionSpec option : List.copyOf(spec.options())) {
      boolean flag = option.typeInfo().isBoolean() && option.arity().max() == 0;
      if (flag && option.fallbackValue().isEmpty() && option.group() == null) {
        spec.remove(option);
        spec.addOption(option.toBuilder().fallbackValue("true").build());
      }
    }
    commandLine.getSubcommands().values().forEach(Commands::keepFlagsTrue);
  }

  private static int execute(ParseResult parsed) {
    // before the first logger exists; a level set by the user stays
    if (verbose(leaf(parsed).commandSpec()) && System.getProperty(LOG_LEVEL) == null) {
      System.setProperty(LOG_LEVEL, "INFO");
    }
    OptionSpec format = leaf(parsed).commandSpec().findOption(LogOption.NAME);
    if (format != null) {
      System.setProperty(LOG_FORMAT, format.getValue().toString().toLowerCase(Locale.ROOT));
      if (System.getProperty(EVENTS_LOG_LEVEL) == null) {
        System.setProperty(EVENTS_LOG_LEVEL, "INFO");
      }
    }
    return new RunLast().execute(parsed);
  }

  private static ParseResult leaf(ParseResult parsed) {
    return parsed.hasSubcommand() ? leaf(parsed.subcommand()) : parsed;
  }

  private static int usage(ParameterException problem, String[] arguments) {
    CommandLine command = problem.getCommandLine();
    PrintWriter err = command.getErr();
    String message = EXCEPTION_NAMES.matcher(problem.getMessage()).replaceAll("");
    String from = source(problem, arguments).map(variable -> " (from " + variable + ")").orElse("");
    String end = message.endsWith(".") && from.isEmpty() ? "" : ".";
    err.println(name(command) + ": " + ErrorText.printable(Secrets.hide(message)) + from + end);
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(problem, err)) {
      err.println("Try '" + name(command) + " --help'.");
    }
    err.flush();
    return ExitCode.USAGE;
  }

  private static Optional<String> source(ParameterException problem, String[] arguments) {
    return problem.getArgSpec() != null
            && problem.getCommandLine().getDefaultValueProvider()
                instanceof SettingDefaults defaults
            && !typed(problem.getArgSpec(), arguments)
        ? defaults.defaultSource(problem.getArgSpec())
        : Optional.empty();
  }

  private static boolean typed(ArgSpec argument, String[] arguments) {
    return argument instanceof OptionSpec option
        && Arrays.stream(arguments)
            .anyMatch(
                text ->
                    Arrays.stream(option.names())
                        .anyMatch(name -> text.equals(name) || text.startsWith(name + "=")));
  }

  private static int report(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    String sentence =
        failure instanceof ExplainedFailure
            ? failure.getMessage()
            : Secrets.hide(unexpected(failure));
    if (LogOption.Format.JSON.name().equalsIgnoreCase(System.getProperty(LOG_FORMAT))) {
      LoggerFactory.getLogger(Commands.class).error(ErrorText.printable(sentence));
      return ExitCode.FAILURE;
    }
    err.println(name(command) + ": " + ErrorText.printable(sentence));
    if (verbose(command.getCommandSpec())) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      err.print(Secrets.hide(trace.toString()));
    } else {
      LoggerFactory.getLogger(Commands.class).debug("command failed", failure);
    }
    err.flush();
    return ExitCode.FAILURE;
  }

  /** Describes an unexpected exception by its innermost cause. */
  private static String unexpected(Throwable failure) {
    Throwable cause = ErrorText.rootCause(failure);
    String file =
        cause instanceof FileSystemException fileSystem && fileSystem.getFile() != null
            ? fileSystem.getFile() + ": "
            : "";
    String kind = cause.getClass().getSimpleName();
    String reason = ErrorText.reason(cause);
    return "%s%s%s (--verbose shows the stack trace)"
        .formatted(file, file.isEmpty() && !reason.equals(kind) ? kind + ": " : "", reason);
  }

  private static boolean verbose(CommandSpec command) {
    for (CommandSpec level = command; level != null; level = level.parent()) {
      OptionSpec option = level.findOption("--verbose");
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
