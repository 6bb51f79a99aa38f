package dev.imageclassifier.web.kafka;

import dev.imageclassifier.cli.Sentences;
import dev.imageclassifier.cli.UserError;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Says what stands between us and the topic. Shows no property's value but the brokers' names. */
final class ConnectionFailures {
  private ConnectionFailures() {}

  /**
   * The failure as a sentence.
   *
   * @param failure what the client threw
   * @param client the client's properties
   * @param topic the topic in question
   */
  static UserError explain(Throwable failure, Map<String, ?> client, String topic) {
    Throwable cause = Sentences.rootCause(failure);
    String brokers = String.valueOf(client.get("bootstrap.servers"));
    if (cause instanceof UserError known) {
      return known;
    }
    if (isSecretive(cause)) {
      // its message quotes pieces of the password's neighbourhood: neither shown nor attached
      return new UserError(
          "The property sasl.jaas.config cannot be read: it is 'LoginModule required name=\"value\""
              + " …;' with quoted values and a semicolon at the end.");
    }
    if (cause instanceof UnknownTopicOrPartitionException) {
      return new UserError(
          "The topic '"
              + topic
              + "' does not exist at "
              + brokers
              + ": create it with 'pipeline run --create-topics' or kafka-topics, or name another"
              + " with the option for its topic.",
          failure);
    }
    if (cause instanceof InvalidTopicException) {
      return new UserError(
          "'" + Sentences.printable(topic) + "' is no name for a topic: give another.", failure);
    }
    if (cause instanceof TimeoutException
        || cause instanceof java.util.concurrent.TimeoutException) {
      return new UserError(
          "No broker answers at "
              + brokers
              + ": check that it runs, the address, and security.protocol.",
          failure);
    }
    if (chain(failure).anyMatch(SslAuthenticationException.class::isInstance)) {
      return new UserError(
          "The brokers at "
              + brokers
              + " and this client do not agree on TLS ("
              + Sentences.reason(cause)
              + "): check ssl.truststore.location, that the certificate is for that host, and this"
              + " client's own key.",
          failure);
    }
    if (cause instanceof AuthenticationException) {
      return new UserError(
          "The brokers at "
              + brokers
              + " do not accept these credentials ("
              + Sentences.reason(cause)
              + "): check the security properties in the --command-config file.",
          failure);
    }
    if (cause instanceof AuthorizationException) {
      return new UserError(
          "The brokers at "
              + brokers
              + " do not allow this on topic '"
              + topic
              + "' ("
              + Sentences.reason(cause)
              + "): ask for the rights, or use other credentials.",
          failure);
    }
    if (cause instanceof ConfigException
        && String.valueOf(cause.getMessage()).contains("bootstrap")) {
      return new UserError(
          "The brokers at "
              + brokers
              + " have no address ("
              + Sentences.reason(cause)
              + "): check --bootstrap-server and the DNS.",
          failure);
    }
    if (cause instanceof ConfigException) {
      return new UserError(
          "The Kafka client does not take these properties: " + Sentences.reason(cause) + ".",
          failure);
    }
    Optional<String> store = store(failure);
    if (store.isPresent()) {
      return new UserError(
          "The Kafka client cannot be set up ("
              + store.get()
              + ": "
              + Sentences.reason(cause)
              + "): check the files and passwords that its properties name.",
          failure);
    }
    return new UserError(
        "Topic '"
            + topic
            + "' at "
            + brokers
            + " cannot be used: "
            + cause.getClass().getSimpleName()
            + ": "
            + Sentences.reason(cause),
        failure);
  }

  /** What Kafka says of a key or trust store that it cannot open; the innermost names the file. */
  private static Optional<String> store(Throwable failure) {
    return chain(failure)
        .filter(it -> it instanceof KafkaException && it.getCause() != null)
        .map(it -> String.valueOf(it.getMessage()))
        .filter(message -> message.contains("store"))
        .reduce((outer, inner) -> inner)
        .map(Sentences::printable);
  }

  private static Stream<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }

  private static boolean isSecretive(Throwable cause) {
    String message = cause.getMessage();
    return message != null && message.matches("(?s).*(JAAS|LoginModule|sasl\\.jaas\\.config).*");
  }
}
