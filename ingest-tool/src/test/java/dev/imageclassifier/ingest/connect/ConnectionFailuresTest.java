package dev.imageclassifier.ingest.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.cli.UserError;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class ConnectionFailuresTest {
  private static final Map<String, String> CLIENT = Map.of("bootstrap.servers", "kafka:9092");

  @Test
  void refusedCredentials() {
    assertEquals(
        "The brokers at kafka:9092 do not accept these credentials (invalid user): check the"
            + " security properties in the --command-config file.",
        explain(new SaslAuthenticationException("invalid user")));
  }

  @Test
  void missingRights() {
    assertEquals(
        "The brokers at kafka:9092 do not allow this on topic 'images' (not authorized): ask for"
            + " the rights, or use other credentials.",
        explain(new ExecutionException(new TopicAuthorizationException("not authorized"))));
  }

  @Test
  void anAddressThatDoesNotResolve() {
    UserError error = refusal(Map.of("bootstrap.servers", "no-such-host.invalid:9092"));

    assertTrue(
        error.getMessage().startsWith("The brokers at no-such-host.invalid:9092 have no address ("),
        error.getMessage());
    assertTrue(error.getMessage().contains("bootstrap.servers"), error.getMessage());
  }

  @Test
  void aTruststoreThatIsNotThere() {
    UserError error =
        refusal(
            Map.of(
                "bootstrap.servers", "localhost:1",
                "security.protocol", "SSL",
                "ssl.truststore.location", "/no/such/truststore.p12"));

    assertTrue(
        error.getMessage().startsWith("The Kafka client cannot be set up ("), error.getMessage());
    assertTrue(error.getMessage().contains("/no/such/truststore.p12"), error.getMessage());
  }

  @Test
  void aCertificateThatIsNotTrusted() {
    String told =
        explain(
            new ExecutionException(
                new SslAuthenticationException(
                    "SSL handshake failed", new SSLHandshakeException("unable to find a path"))));

    assertTrue(told.contains("do not agree on TLS (unable to find a path)"), told);
  }

  @Test
  void anUnusableLoginIsNotQuoted() {
    for (String login :
        new String[] {
          "canary",
          "Login required password=two canary;",
          "Login canary password=\"x\";",
          "Login required password=\"canary\"",
        }) {
      Map<String, String> client = new HashMap<>();
      client.put("bootstrap.servers", "localhost:1");
      client.put("security.protocol", "SASL_PLAINTEXT");
      client.put("sasl.mechanism", "PLAIN");
      client.put("sasl.jaas.config", login);
      StringWriter trace = new StringWriter();

      refusal(client).printStackTrace(new PrintWriter(trace));

      assertFalse(trace.toString().contains("canary"), trace.toString());
    }
  }

  private static UserError refusal(Map<String, String> client) {
    return assertThrows(
        UserError.class, () -> TopicCheck.require(client, "images", Duration.ofSeconds(1)));
  }

  private static String explain(Exception failure) {
    return ConnectionFailures.explain(failure, CLIENT, "images").getMessage();
  }
}
