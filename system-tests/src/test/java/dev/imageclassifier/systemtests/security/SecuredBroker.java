package dev.imageclassifier.systemtests.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imageclassifier.testkit.Await;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.testkit.TestTopics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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

/** A broker with TLS, SASL/SCRAM and ACLs. Only the user {@code admin} has all permissions. */
final class SecuredBroker implements AutoCloseable {
  private static final String LISTENER = "listener.name.client.";
  private static final String STORE_PASSWORD = "store-password";
  private static final int PARTITIONS = 2;

  private final Path directory;
  private final TestBroker broker;
  private int aclCount;

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
    broker =
        TestBroker.start(
            Map.of(
                "listener.security.protocol.map",
                "CLIENT:SASL_SSL,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
                LISTENER + "sasl.enabled.mechanisms",
                "SCRAM-SHA-512,PLAIN",
                LISTENER + "plain.sasl.jaas.config",
                login.formatted("plain.PlainLoginModule", "user_admin=\"admin-password\""),
                LISTENER + "scram-sha-512.sasl.jaas.config",
                login.formatted("scram.ScramLoginModule", ""),
                LISTENER + "ssl.keystore.type",
                "PKCS12",
                LISTENER + "ssl.keystore.location",
                keys.toString(),
                LISTENER + "ssl.keystore.password",
                STORE_PASSWORD,
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users",
                "User:admin;User:ANONYMOUS"),
            TestBroker.Capability.CLIENT_LISTENER);
    writeClientProperties("admin", "PLAIN", "plain.PlainLoginModule", "admin-password");
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
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
  }

  private void writeClientProperties(String user, String mechanism, String module, String password)
      throws IOException {
    Files.writeString(
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
                broker.bootstrapServers(),
                mechanism,
                module,
                user,
                password,
                directory.resolve("ca.pem")));
  }

  /** The file with the client properties of this user. */
  Path config(String user) {
    return directory.resolve(user + ".properties");
  }

  Map<String, String> client(String user) throws IOException {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(config(user))) {
      properties.load(reader);
    }
    Map<String, String> client = new HashMap<>();
    properties.stringPropertyNames().forEach(n -> client.put(n, properties.getProperty(n)));
    return client;
  }

  Admin admin() throws IOException {
    return Admin.create(Map.copyOf(client("admin")));
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Creates users with a password each, and topics. */
  void create(List<String> users, List<String> topics) throws Exception {
    try (Admin admin = admin()) {
      List<UserScramCredentialAlteration> passwords = new ArrayList<>();
      for (String user : users) {
        writeClientProperties(user, "SCRAM-SHA-512", "scram.ScramLoginModule", user + "-password");
        passwords.add(
            new UserScramCredentialUpsertion(
                user,
                new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                user + "-password"));
      }
      admin.alterUserScramCredentials(passwords).all().get();
      admin.createTopics(topics.stream().map(SecuredBroker::topic).toList()).all().get();
      TestTopics.awaitLeaders(admin, topics, PARTITIONS);
    }
  }

  private static NewTopic topic(String name) {
    String maxBytes = name.contains("dead") ? "12582912" : "10485760";
    return new NewTopic(name, PARTITIONS, (short) 1).configs(Map.of("max.message.bytes", maxBytes));
  }

  /** Writes client properties with a wrong password. */
  void writeWrongPassword(String user) throws IOException {
    writeClientProperties(user, "SCRAM-SHA-512", "scram.ScramLoginModule", "wrong-4711");
  }

  /** Runs a {@code kafka-acls} command of the documentation with the address of this broker. */
  void runAclCommand(String documented) {
    List<String> words =
        new ArrayList<>(List.of(documented.replace("\\\n", " ").strip().split("\\s+", -1)));
    words.remove(0);
    words.replaceAll(
        word ->
            word.equals("localhost:9092")
                ? broker.bootstrapServers()
                : word.equals("admin.properties") ? config("admin").toString() : word);
    Exit.setExitProcedure( // the command exits the JVM when it fails
        (code, message) -> {
          throw new AssertionError("the command failed: " + documented);
        });
    try {
      AclCommand.main(words.toArray(String[]::new));
    } finally {
      Exit.resetExitProcedure();
    }
  }

  /** Returns when all ACLs created so far are in effect. The broker applies them in order. */
  void awaitAcls() throws Exception {
    AclBinding last =
        new AclBinding(
            new ResourcePattern(ResourceType.TOPIC, "last-" + ++aclCount, PatternType.LITERAL),
            new AccessControlEntry("User:last", "*", AclOperation.READ, AclPermissionType.ALLOW));
    try (Admin admin = admin()) {
      admin.createAcls(List.of(last)).all().get();
      Await.until(
          "the ACL " + last,
          () -> admin.describeAcls(last.toFilter()).values().get().contains(last));
    }
  }

  @Override
  public void close() {
    broker.close();
  }
}
