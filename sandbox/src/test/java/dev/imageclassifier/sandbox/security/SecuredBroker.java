package dev.imageclassifier.sandbox.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imageclassifier.connection.TopicWait;
import dev.imageclassifier.embedded.BrokerSettings;
import dev.imageclassifier.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.tools.AclCommand;

/** A broker with TLS, SASL/SCRAM and ACLs; only {@code admin} may do everything. */
final class SecuredBroker implements AutoCloseable {
  private static final String LISTENER = "listener.name.client.";
  private static final String STORE_PASSWORD = "store-password";
  private static final int PARTITIONS = 2;

  private final Path directory;
  private final EmbeddedKafka kafka;
  private int grants;

  SecuredBroker(Path directory) throws Exception {
    this.directory = directory;
    Path keys = directory.resolve("broker.p12");
    keytool(
        List.of("-genkeypair", "-alias", "broker", "-keyalg", "EC", "-dname", "CN=localhost"),
        List.of("-ext", "SAN=dns:localhost", "-storetype", "PKCS12", "-keystore", keys.toString()));
    keytool(
        List.of("-exportcert", "-rfc", "-alias", "broker", "-keystore", keys.toString()),
        List.of("-file", directory.resolve("ca.pem").toString()));
    String login = "org.apache.kafka.common.security.%s required %s;";
    kafka =
        EmbeddedKafka.start(
            BrokerSettings.DEFAULTS
                .withProperty(
                    "listener.security.protocol.map",
                    "CLIENT:SASL_SSL,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT")
                .withProperty(LISTENER + "sasl.enabled.mechanisms", "SCRAM-SHA-512,PLAIN")
                .withProperty(
                    LISTENER + "plain.sasl.jaas.config",
                    login.formatted("plain.PlainLoginModule", "user_admin=\"admin-password\""))
                .withProperty(
                    LISTENER + "scram-sha-512.sasl.jaas.config",
                    login.formatted("scram.ScramLoginModule", ""))
                .withProperty(LISTENER + "ssl.keystore.type", "PKCS12")
                .withProperty(LISTENER + "ssl.keystore.location", keys.toString())
                .withProperty(LISTENER + "ssl.keystore.password", STORE_PASSWORD)
                .withProperty(
                    "authorizer.class.name",
                    "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .withProperty("super.users", "User:admin;User:ANONYMOUS"));
    file("admin", "PLAIN", "plain.PlainLoginModule", "admin-password");
  }

  private static void keytool(List<String> first, List<String> more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(first);
    command.addAll(more);
    command.addAll(List.of("-storepass", STORE_PASSWORD));
    run(command);
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  private Path file(String user, String mechanism, String module, String password)
      throws IOException {
    return Files.writeString(
        config(user),
        """
        bootstrap.servers=%s
        security.protocol=SASL_SSL
        sasl.mechanism=%s
        sasl.jaas.config=org.apache.kafka.common.security.%s required username="%s" password="%s";
        ssl.truststore.type=PEM
        ssl.truststore.location=%s
        """
            .formatted(
                kafka.bootstrapServers(),
                mechanism,
                module,
                user,
                password,
                directory.resolve("ca.pem")));
  }

  /** The properties of this user's clients. */
  Path config(String user) {
    return directory.resolve(user + ".properties");
  }

  Map<String, String> client(String user) throws IOException {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(config(user))) {
      properties.load(reader);
    }
    Map<String, String> client = new java.util.HashMap<>();
    properties.stringPropertyNames().forEach(n -> client.put(n, properties.getProperty(n)));
    return client;
  }

  Admin admin() throws IOException {
    return Admin.create(Map.copyOf(client("admin")));
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** Users with a password each, and topics. */
  void prepare(List<String> users, List<String> topics) throws Exception {
    try (Admin admin = admin()) {
      List<UserScramCredentialAlteration> passwords = new ArrayList<>();
      for (String user : users) {
        file(user, "SCRAM-SHA-512", "scram.ScramLoginModule", user + "-password");
        passwords.add(
            new UserScramCredentialUpsertion(
                user,
                new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                user + "-password"));
      }
      admin.alterUserScramCredentials(passwords).all().get();
      admin.createTopics(topics.stream().map(SecuredBroker::topic).toList()).all().get();
      TopicWait.untilLeadersAreKnown(admin, topics);
    }
  }

  /** Room for a picture, and in the dead letters for its headers too. */
  private static NewTopic topic(String name) {
    String most = name.contains("dead") ? "12582912" : "10485760";
    return new NewTopic(name, PARTITIONS, (short) 1).configs(Map.of("max.message.bytes", most));
  }

  /** A user who gives the wrong password. */
  void mistype(String user) throws IOException {
    file(user, "SCRAM-SHA-512", "scram.ScramLoginModule", "mistyped-4711");
  }

  /** Kafka's own command, with the words of the documentation. */
  void grant(String documented) {
    List<String> words =
        new ArrayList<>(List.of(documented.replace("\\\n", " ").strip().split("\\s+", -1)));
    words.remove(0);
    words.replaceAll(
        word ->
            word.equals("localhost:9092")
                ? kafka.bootstrapServers()
                : word.equals("admin.properties") ? config("admin").toString() : word);
    Exit.setExitProcedure( // it ends its process when it fails
        (code, message) -> {
          throw new AssertionError("the command fails: " + documented);
        });
    try {
      AclCommand.main(words.toArray(String[]::new));
    } finally {
      Exit.resetExitProcedure();
    }
  }

  /**
   * Returns when the broker knows all that was granted so far: it learns it in this order, a moment
   * later.
   */
  void awaitGrants() throws Exception {
    AclBinding last =
        new AclBinding(
            new ResourcePattern(ResourceType.TOPIC, "last-" + ++grants, PatternType.LITERAL),
            new AccessControlEntry("User:last", "*", AclOperation.READ, AclPermissionType.ALLOW));
    try (Admin admin = admin()) {
      admin.createAcls(List.of(last)).all().get();
      while (!admin.describeAcls(last.toFilter()).values().get().contains(last)) {
        Thread.sleep(20);
      }
    }
  }

  @Override
  public void close() {
    kafka.close();
  }
}
