package dev.imageclassifier.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imageclassifier.testkit.CommandRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class KafkaOptionsTest {
  @Command(name = "connect")
  static final class Connect implements Callable<Integer> {
    @Mixin KafkaOptions kafka;

    @Override
    public Integer call() {
      return 0;
    }
  }

  @TempDir Path directory;

  private final Connect connect = new Connect();

  @Test
  void appliesTheSourcesInTheirPrecedence() throws IOException {
    Path file =
        write("bootstrap.servers=file:1\nclient.id = file \nlinger.ms=1\nsecurity.protocol=SSL");
    Map<String, String> environment =
        Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", "environment:1",
            "KAFKA_CLIENT_ID", "environment",
            "KAFKA_LINGER_MS", "2",
            "PATH", "/bin");

    parse("--command-config", file.toString());
    assertEquals(
        Map.of(
            "bootstrap.servers", "file:1",
            "client.id", "file",
            "linger.ms", "1",
            "security.protocol", "SSL"),
        connect.kafka.clientProperties(Map.of()));

    parse(
        "--command-config=" + file,
        "--command-property=client.id=property",
        "--command-property",
        "bootstrap.servers=property:1",
        "--bootstrap-server",
        "flag:1");
    assertEquals(
        Map.of(
            "bootstrap.servers", "flag:1",
            "client.id", "property",
            "linger.ms", "2",
            "security.protocol", "SSL"),
        connect.kafka.clientProperties(environment));
  }

  @Test
  void acceptsEqualsSignsAndEmptyValues() {
    parse(
        "--bootstrap-server=a:1",
        "--command-property=sasl.jaas.config=Login required password=\"x=y\";",
        "--command-property=ssl.endpoint.identification.algorithm=");

    assertEquals(
        Map.of(
            "bootstrap.servers", "a:1",
            "sasl.jaas.config", "Login required password=\"x=y\";",
            "ssl.endpoint.identification.algorithm", ""),
        connect.kafka.clientProperties(Map.of()));
  }

  @Test
  void listsAllSourcesWhenNoBrokerIsSet() {
    parse();

    UserError error =
        assertThrows(
            UserError.class,
            () -> connect.kafka.clientProperties(Map.of("KAFKA_BOOTSTRAP_SERVERS", " ")));
    assertEquals(
        "No broker address: use --bootstrap-server HOST:PORT, set bootstrap.servers in the"
            + " --command-config file, or set KAFKA_BOOTSTRAP_SERVERS.",
        error.getMessage());
  }

  @Test
  void namesAFileThatCannotBeRead() throws IOException {
    assertEquals(
        "Cannot read the --command-config file missing.properties: no such file. Use a Java properties"
            + " file.",
        errorOf(Path.of("missing.properties")));
    Path latin1 =
        Files.write(directory.resolve("latin1"), "a=\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        "Cannot read the --command-config file "
            + latin1
            + ": not UTF-8 text. Use a Java properties file.",
        errorOf(latin1));
    assertEquals(
        "Cannot read the --command-config file "
            + directory
            + ": Is a directory. Use a Java properties file.",
        errorOf(directory));
  }

  @Test
  void doesNotQuoteAnInvalidFile() throws IOException {
    assertFalse(errorOf(write("ssl.key.password=canary\\u00zz")).contains("canary"));
  }

  @Test
  void doesNotQuoteAPropertyWithoutName() {
    CommandRun run = run(Map.of(), "--command-property", "canary");

    assertEquals(ExitCode.USAGE, run.exitCode());
    assertEquals(
        "connect: Invalid value for option '--command-property' (KEY=VALUE): write KEY=VALUE,"
            + " for example --command-property security.protocol=SSL.",
        run.err().lines().findFirst().orElseThrow());
    assertFalse(run.err().contains("canary"));
    assertFalse(run(Map.of("APP_COMMAND_PROPERTY", "=canary")).err().contains("canary"));
  }

  @Test
  void toStringHidesTheValue() {
    parse("--command-property", "ssl.key.password=canary");

    assertEquals("[ssl.key.password=[hidden]]", connect.kafka.commandProperties.toString());
  }

  private String errorOf(Path file) {
    parse("--command-config", file.toString());
    return assertThrows(UserError.class, () -> connect.kafka.clientProperties(Map.of()))
        .getMessage();
  }

  private Path write(String properties) throws IOException {
    return Files.writeString(directory.resolve("client.properties"), properties);
  }

  private void parse(String... arguments) {
    assertEquals(new CommandRun(0, "", ""), run(Map.of(), arguments));
  }

  private CommandRun run(Map<String, String> environment, String... arguments) {
    return CommandRun.of(Commands.commandLine(connect, environment), (Object[]) arguments);
  }
}
