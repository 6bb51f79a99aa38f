package dev.imageclassifier.web;

import dev.imageclassifier.cli.RangeChecks;
import dev.imageclassifier.cli.Commands;
import dev.imageclassifier.cli.KafkaOptions;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.cli.VerboseOption;
import dev.imageclassifier.cli.Version;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.web.http.security.BearerToken;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.web.settings.GatewaySettings;
import dev.imageclassifier.web.settings.HttpSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code web}: the page and the HTTP API, in the foreground. */
@Command(
    name = "web",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = "Serves a page and an HTTP API that classify pictures through the pipeline.",
    footer = {
      "",
      "Prints the page's address on standard output when it takes requests; Ctrl-C stops it.",
      "Beyond loopback it asks for --token-file, or for --no-auth in so many words.",
      "",
      "Examples:",
      "  web --bootstrap-server localhost:9092",
      "  web --bootstrap-server localhost:9092 --host 0.0.0.0 --token-file token.txt"
          + " --allowed-host pictures.example.org"
    })
public final class WebCommand implements Callable<Integer> {
  @Mixin KafkaOptions kafka;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to bind to (${DEFAULT-VALUE}).")
  String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Port to bind to, 0 for any (${DEFAULT-VALUE}).")
  int port;

  @Option(
      names = "--allowed-host",
      paramLabel = "NAME",
      description = "A name by which browsers call this server, behind a proxy. May be repeated.")
  List<String> allowedHosts = new ArrayList<>();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "File with the token that callers of the API must show.")
  Path tokenFile;

  @Option(names = "--no-auth", description = "Serve everybody, also beyond loopback.")
  boolean noAuth;

  @Option(
      names = "--max-bytes",
      paramLabel = "BYTES",
      defaultValue = "" + HttpSettings.DEFAULT_MAX_BYTES,
      description = "Largest picture (${DEFAULT-VALUE}).")
  int maxBytes;

  @Option(
      names = "--max-in-flight",
      paramLabel = "N",
      defaultValue = "" + HttpSettings.DEFAULT_MAX_IN_FLIGHT,
      description = "Most pictures at once; more are answered 429 (${DEFAULT-VALUE}).")
  int maxInFlight;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "Longest wait for an outcome, and for a body to arrive (${DEFAULT-VALUE}).")
  int timeout;

  @Option(
      names = "--input-topic",
      paramLabel = "TOPIC",
      defaultValue = TopicNames.IMAGES,
      description = "Topic with the pictures (${DEFAULT-VALUE}).")
  String inputTopic;

  @Option(
      names = "--output-topic",
      paramLabel = "TOPIC",
      defaultValue = TopicNames.IMAGE_LABELS,
      description = "Topic with the labels (${DEFAULT-VALUE}).")
  String outputTopic;

  @Option(
      names = "--dead-letter-topic",
      paramLabel = "TOPIC",
      defaultValue = TopicNames.IMAGE_DEAD_LETTERS,
      description = "Topic with what could not be classified (${DEFAULT-VALUE}).")
  String deadLetterTopic;

  @Option(
      names = "--application-id",
      paramLabel = "ID",
      defaultValue = "image-classifier",
      description =
          "The classifier's consumer group, to tell when nobody classifies; '-' for not looking"
              + " (${DEFAULT-VALUE}).")
  String applicationId;

  @Mixin VerboseOption verbose;
  @Spec CommandSpec spec;

  /** Runs the command and exits with its code. */
  public static void main(String... arguments) {
    System.exit(Commands.run(new WebCommand(), arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    Gateway gateway = Gateway.start(settings());
    Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "stop-web"));
    PrintWriter out = spec.commandLine().getOut();
    out.println(gateway.address());
    out.flush();
    new CountDownLatch(1).await(); // a signal ends the process; the hook closes the gateway
    throw new AssertionError("nobody counts down");
  }

  GatewaySettings settings() {
    Optional<BearerToken> token = token();
    if (token.isEmpty() && !noAuth && !isLoopback()) {
      throw new ParameterException(
          spec.commandLine(),
          "--host "
              + host
              + " can be reached from other machines: give --token-file FILE, or --no-auth to serve"
              + " everybody");
    }
    RangeChecks checks = new RangeChecks();
    checks.within("--port", port, 0, 65_535);
    checks.within("--max-bytes", maxBytes, 1, HttpSettings.MOST_BYTES);
    checks.within("--max-in-flight", maxInFlight, 1, HttpSettings.MOST_IN_FLIGHT);
    checks.within("--timeout", timeout, 1, Integer.MAX_VALUE);
    checks.throwIfInvalid(spec.commandLine());
    try {
      Duration patience = Duration.ofSeconds(timeout);
      return new GatewaySettings(
          kafka.clientProperties(),
          new TopicNames(inputTopic, outputTopic, deadLetterTopic),
          applicationId.equals("-") ? Optional.empty() : Optional.of(applicationId),
          new HttpSettings(
              host,
              port,
              Set.copyOf(allowedHosts),
              token,
              maxBytes,
              maxInFlight,
              patience,
              patience));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new ParameterException(
          spec.commandLine(), "--host " + host + " is no address of this machine", e);
    }
  }

  private Optional<BearerToken> token() {
    if (tokenFile == null) {
      return Optional.empty();
    }
    if (noAuth) {
      throw new ParameterException(
          spec.commandLine(), "--token-file and --no-auth exclude each other");
    }
    try {
      return Optional.of(new BearerToken(Files.readString(tokenFile).strip()));
    } catch (IOException e) {
      throw new UserError(
          "The token file " + tokenFile + " cannot be read: " + ErrorText.reason(e) + ".", e);
    } catch (IllegalArgumentException e) {
      throw new UserError(
          "The token file " + tokenFile + " is not usable: " + e.getMessage() + ".");
    }
  }
}
