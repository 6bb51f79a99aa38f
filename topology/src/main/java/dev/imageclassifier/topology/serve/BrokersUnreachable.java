package dev.imageclassifier.topology.serve;

import dev.imageclassifier.cli.Sentences;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/** The cluster did not answer the first questions; the message says which and what to look at. */
public final class BrokersUnreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private BrokersUnreachable(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  static BrokersUnreachable of(Throwable failure, PipelineSettings settings) {
    Throwable root = Sentences.rootCause(failure);
    if (String.valueOf(root.getMessage())
        .matches("(?s).*(JAAS|LoginModule|sasl\\.jaas\\.config).*")) {
      // its message may quote the password's neighbourhood: neither shown nor attached
      return new BrokersUnreachable(
          "The property sasl.jaas.config cannot be read: it is 'LoginModule required name=\"value\""
              + " …;' with quoted values and a semicolon at the end.",
          null);
    }
    String brokers = settings.client().getOrDefault("bootstrap.servers", "?");
    return new BrokersUnreachable(sentence(failure, "The brokers at " + brokers), failure);
  }

  private static String sentence(Throwable failure, String brokers) {
    String reason = Sentences.reason(Sentences.rootCause(failure));
    if (failure instanceof SslAuthenticationException) {
      return brokers
          + " and this client do not agree on TLS ("
          + reason
          + "): check ssl.truststore.location, that the certificate is for that host, and this"
          + " client's own key.";
    }
    if (failure instanceof AuthenticationException) {
      return brokers
          + " refused the credentials ("
          + failure.getMessage()
          + "): check the SASL or TLS properties in --command-config.";
    }
    if (failure instanceof AuthorizationException) {
      return brokers
          + " deny a permission ("
          + failure.getMessage()
          + "): grant it to this user, docs/security.md has the commands.";
    }
    if (Sentences.rootCause(failure) instanceof ConfigException) {
      return reason.contains("bootstrap")
          ? brokers + " have no address (" + reason + "): check --bootstrap-server and the DNS."
          : "The Kafka client does not take its properties (" + reason + "): correct them.";
    }
    if (failure instanceof TimeoutException) {
      return brokers
          + " do not answer within "
          + Pipeline.CONNECT_TIMEOUT_MS / 1000
          + " seconds: check --bootstrap-server, that the cluster runs, and that its TLS and SASL"
          + " settings match.";
    }
    if (failure.getCause() != null) {
      return "The Kafka client cannot be set up ("
          + what(failure)
          + reason
          + "): check the files and passwords that its properties name.";
    }
    return brokers
        + " do not answer as they should ("
        + reason
        + "): check --bootstrap-server, and that the cluster runs.";
  }

  /** Which file or property Kafka was busy with, if its own innermost words say so. */
  private static String what(Throwable failure) {
    return Stream.iterate(failure, it -> it != null, Throwable::getCause)
        .filter(it -> it instanceof KafkaException && it.getCause() != null)
        .map(Throwable::getMessage)
        .filter(it -> it != null && it.contains("store"))
        .map(it -> Sentences.printable(it) + ": ")
        .reduce("", (outer, inner) -> inner);
  }
}
