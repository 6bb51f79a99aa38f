package dev.imageclassifier.web;

import dev.imageclassifier.cli.Commands;
import dev.imageclassifier.cli.KafkaOptions;
import dev.imageclassifier.cli.RangeChecks;
import dev.imageclassifier.cli.TopicOptions;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.cli.VerboseOption;
import dev.imageclassifier.cli.Version;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.web.http.security.BearerToken;
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

/** {@code web}: runs the page and the HTTP API in the foreground. */
@Command(
    name = "web",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = "Serves a web page and an HTTP API that classify images through Kafka.",
    footer = {
      "",
      "Prints the URL of the page to standard output when the server is ready. Ctrl-C stops it.",
      "An address other than loopback requires --token-file or --no-auth.",
      "",
      "Examples:",
      "  web --bootstrap-server localhost:9092",
      "  web --bootstrap-server localhost:9092 --host 0.0.0.0 --token-file token.txt"
          + " --allowed-host images.example.org"
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
      description = "Port to bind to, 0 for any free port (${DEFAULT-VALUE}).")
  int port;

  @Option(
      names = "--allowed-host",
      paramLabel = "NAME",
      description = "Host name of a proxy that browsers use to reach this server. Repeatable.")
  List<String> allowedHosts = new ArrayList<>();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "File with the bearer token that API clients must send.")
  Path tokenFile;

  @Option(
      names = "--no-auth",
      description = "Accept requests without a token on an address other than loopback.")
  boolean noAuth;

  @Option(
      names = "--max-bytes",
      paramLabel = "BYTES",
      defaultValue = "" + HttpSettings.DEFAULT_MAX_BYTES,
      description = "Maximum size of an image (${DEFAULT-VALUE}).")
  int maxBytes;

  @Option(
      names = "--max-in-flight",
      paramLabel = "N",
      defaultValue = "" + HttpSettings.DEFAULT_MAX_IN_FLIGHT,
      description = "Maximum images in flight. Further requests get status 429 (${DEFAULT-VALUE}).")
  int maxInFlight;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long to wait for a request body and for an outcome (${DEFAULT-VALUE}).")
  int timeout;

  @Mixin TopicOptions topics;

  @Option(
      names = "--application-id",
      paramLabel = "ID",
      defaultValue = GatewaySettings.DEFAULT_APPLICATION_ID,
      description = {
        "Consumer group of the classifier, used to detect that no classifier runs.",
        "'-' disables the check (${DEFAULT-VALUE})."
      })
  String applicationId;

  @Mixin VerboseOption verbose;
  @Spec CommandSpec spec;

  /** Runs the command and exits with its exit code. */
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
    new CountDownLatch(1).await(); // until a signal ends the process
    throw new AssertionError("unreachable");
  }

  GatewaySettings settings() {
    Optional<BearerToken> token = token();
    if (token.isEmpty() && !noAuth && !isLoopback()) {
      throw usageError(
          "--host %s is reachable from other machines. Use --token-file FILE, or --no-auth to accept every client."
              .formatted(host));
    }
    RangeChecks checks = new RangeChecks();
    checks.within("--port", port, 0, 65_535);
    checks.within("--max-bytes", maxBytes, 1, HttpSettings.MAX_MAX_BYTES);
    checks.within("--max-in-flight", maxInFlight, 1, HttpSettings.MAX_MAX_IN_FLIGHT);
    checks.within("--timeout", timeout, 1, Integer.MAX_VALUE);
    checks.throwIfInvalid(spec.commandLine());
    HttpSettings http =
        HttpSettings.builder()
            .host(host)
            .port(port)
            .allowedHosts(Set.copyOf(allowedHosts))
            .token(token)
            .maxBytes(maxBytes)
            .maxInFlight(maxInFlight)
            .outcomeTimeout(Duration.ofSeconds(timeout))
            .bodyTimeout(Duration.ofSeconds(timeout))
            .build();
    try {
      return GatewaySettings.builder()
          .client(kafka.clientProperties())
          .topics(topics.names())
          .applicationId(applicationId.equals("-") ? Optional.empty() : Optional.of(applicationId))
          .http(http)
          .build();
    } catch (IllegalArgumentException e) {
      throw usageError(e.getMessage());
    }
  }

  private boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw usageError("Cannot resolve --host %s. Use an address of this machine.".formatted(host));
    }
  }

  private Optional<BearerToken> token() {
    if (tokenFile == null) {
      return Optional.empty();
    }
    if (noAuth) {
      throw usageError("--token-file and --no-auth cannot be combined.");
    }
    try {
      return Optional.of(new BearerToken(Files.readString(tokenFile).strip()));
    } catch (IOException e) {
      throw new UserError(
          "Cannot read token file %s: %s.".formatted(tokenFile, ErrorText.reason(e)), e);
    } catch (IllegalArgumentException e) {
      throw new UserError("Invalid token file %s: %s.".formatted(tokenFile, e.getMessage()));
    }
  }

  private ParameterException usageError(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
