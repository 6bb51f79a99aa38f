package dev.imageclassifier.web.kafka;

import dev.imageclassifier.cli.Sentences;
import dev.imageclassifier.cli.UserError;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
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
    if (cause instanceof ConfigException) {
      return new UserError(
          "The Kafka client does not take these properties: " + Sentences.reason(cause) + ".",
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

  private static boolean isSecretive(Throwable cause) {
    String message = cause.getMessage();
    return message != null && (message.contains("JAAS") || message.contains("sasl.jaas.config"));
  }
}
