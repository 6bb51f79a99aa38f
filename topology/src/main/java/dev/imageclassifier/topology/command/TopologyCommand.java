package dev.imageclassifier.topology.command;

import dev.imageclassifier.cli.Commands;
import dev.imageclassifier.cli.ConfigOption;
import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.TopicOptions;
import dev.imageclassifier.topology.ClassifierTopology;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code topology}: prints Kafka Streams' description of the topology. */
@Command(
    name = "topology",
    mixinStandardHelpOptions = true,
    versionProvider = dev.imageclassifier.cli.Version.class,
    sortOptions = false,
    description = "Prints the description of the Kafka Streams topology.",
    footer = {"", "Example:", "  topology --input-topic photos"})
public final class TopologyCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin TopicOptions topics;
  @Mixin ConfigOption config;

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(Commands.run(new TopologyCommand(), arguments));
  }

  @Override
  public Integer call() {
    try {
      PrintWriter out = spec.commandLine().getOut();
      out.print(ClassifierTopology.describe(topics.names()));
      out.flush();
      return ExitCode.OK;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
