package dev.imageclassifier.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

class KafkaErrorsTest {
  private static final Map<String, String> CLIENT = Map.of("bootstrap.servers", "kafka:9092");

  @Test
  void explainsRejectedCredentials() {
    assertEquals(
        "The brokers at kafka:9092 rejected the credentials (invalid user): check the security"
            + " properties in the --command-config file.",
        explain(new SaslAuthenticationException("invalid user")));
  }

  @Test
  void explainsMissingPermissions() {
    assertEquals(
        "Not authorized to use topic 'images' at kafka:9092 (not authorized): ask for the"
            + " permission, or use other credentials.",
        explain(new ExecutionException(new TopicAuthorizationException("not authorized"))));
  }

  @Test
  void explainsAnAddressThatDoesNotResolve() {
    KafkaClientException error = inspect(Map.of("bootstrap.servers", "no-such-host.invalid:9092"));

    assertTrue(
        error
            .getMessage()
            .startsWith("Cannot resolve the broker address no-such-host.invalid:9092 ("),
        error.getMessage());
    assertTrue(error.getMessage().contains("bootstrap.servers"), error.getMessage());
  }

  @Test
  void explainsAMissingTruststore() {
    KafkaClientException error =
        inspect(
            Map.of(
                "bootstrap.servers", "localhost:1",
                "security.protocol", "SSL",
                "ssl.truststore.location", "/no/such/truststore.p12"));

    assertTrue(
        error.getMessage().startsWith("Cannot create the Kafka client ("), error.getMessage());
    assertTrue(error.getMessage().contains("/no/such/truststore.p12"), error.getMessage());
  }

  @Test
  void explainsAnUntrustedCertificate() {
    String message =
        explain(
            new ExecutionException(
                new SslAuthenticationException(
                    "SSL handshake failed", new SSLHandshakeException("unable to find a path"))));

    assertTrue(
        message.contains(
            "TLS handshake with the brokers at kafka:9092 failed (unable to find a path)"),
        message);
  }

  @Test
  void doesNotQuoteAnInvalidLogin() {
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

      inspect(client).printStackTrace(new PrintWriter(trace));

      assertFalse(trace.toString().contains("canary"), trace.toString());
    }
  }

  private static KafkaClientException inspect(Map<String, String> client) {
    return assertThrows(
        KafkaClientException.class,
        () -> new TopicInspector(client, Duration.ofSeconds(1)).require("images"));
  }

  private static String explain(Exception failure) {
    return KafkaErrors.explain(failure, CLIENT, "images").getMessage();
  }
}
