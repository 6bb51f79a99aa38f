package dev.imageclassifier.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
  @Command(name = "dial")
  static final class Dial implements Callable<Integer> {
    @Mixin KafkaOptions kafka;

    @Override
    public Integer call() {
      return 0;
    }
  }

  @TempDir Path folder;

  private final Dial dial = new Dial();

  @Test
  void theFirstSourceWins() throws IOException {
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
        dial.kafka.clientProperties(Map.of()));

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
        dial.kafka.clientProperties(environment));
  }

  @Test
  void aPropertyMayHoldEqualsSignsAndBeEmpty() {
    parse(
        "--bootstrap-server=a:1",
        "--command-property=sasl.jaas.config=Login required password=\"x=y\";",
        "--command-property=ssl.endpoint.identification.algorithm=");

    assertEquals(
        Map.of(
            "bootstrap.servers", "a:1",
            "sasl.jaas.config", "Login required password=\"x=y\";",
            "ssl.endpoint.identification.algorithm", ""),
        dial.kafka.clientProperties(Map.of()));
  }

  @Test
  void noBrokerIsAnErrorThatNamesAllThePlaces() {
    parse();

    UserError error =
        assertThrows(
            UserError.class,
            () -> dial.kafka.clientProperties(Map.of("KAFKA_BOOTSTRAP_SERVERS", " ")));
    assertEquals(
        "No broker is named: give --bootstrap-server HOST:PORT, or set bootstrap.servers in the"
            + " --command-config file or KAFKA_BOOTSTRAP_SERVERS in the environment.",
        error.getMessage());
  }

  @Test
  void aFileThatCannotBeReadIsNamed() throws IOException {
    assertEquals(
        "The --command-config file gone.properties cannot be read: no such file; give a Java"
            + " properties file.",
        errorOf(Path.of("gone.properties")));
    Path latin1 =
        Files.write(folder.resolve("latin1"), "a=\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        "The --command-config file "
            + latin1
            + " cannot be read: not UTF-8 text; give a Java properties file.",
        errorOf(latin1));
    assertEquals(
        "The --command-config file "
            + folder
            + " cannot be read: Is a directory; give a Java properties file.",
        errorOf(folder));
  }

  @Test
  void aBrokenFileIsNotQuoted() throws IOException {
    assertFalse(errorOf(write("ssl.key.password=canary\\u00zz")).contains("canary"));
  }

  @Test
  void aPropertyWithoutNameIsAUsageErrorThatDoesNotQuoteIt() {
    Run run = Run.of(dial, Map.of(), "--command-property", "canary");

    assertEquals(ExitCode.USAGE, run.exitCode());
    assertEquals(
        "dial: Invalid value for option '--command-property' (KEY=VALUE): write it as in"
            + " --command-property security.protocol=SSL.",
        run.err().lines().findFirst().orElseThrow());
    assertFalse(run.err().contains("canary"));
    assertFalse(Run.of(dial, Map.of("APP_COMMAND_PROPERTY", "=canary")).err().contains("canary"));
  }

  @Test
  void noToStringShowsAValue() {
    parse("--command-property", "ssl.key.password=canary");

    assertEquals("[ssl.key.password=[hidden]]", dial.kafka.commandProperties.toString());
  }

  private String errorOf(Path file) {
    parse("--command-config", file.toString());
    return assertThrows(UserError.class, () -> dial.kafka.clientProperties(Map.of())).getMessage();
  }

  private Path write(String properties) throws IOException {
    return Files.writeString(folder.resolve("client.properties"), properties);
  }

  private void parse(String... arguments) {
    assertEquals(new Run(0, "", ""), Run.of(dial, Map.of(), arguments));
  }
}
