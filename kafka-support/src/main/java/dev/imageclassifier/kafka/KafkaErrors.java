package dev.imageclassifier.kafka;

import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.contract.error.ExplainedFailure;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Explains failures of Kafka clients in one sentence: what failed, at which brokers or topic, and
 * what to do. No property value appears in a message, except the brokers' addresses.
 */
public final class KafkaErrors {
  private static final Pattern LOGIN = Pattern.compile("JAAS|LoginModule|sasl\\.jaas\\.config");

  private KafkaErrors() {}

  /**
   * Explains a failure of a command whose option {@code --topic} names the topic.
   *
   * @param failure exception of the client
   * @param client properties of the client
   * @param topic topic that the client used
   */
  public static KafkaClientException explain(
      Throwable failure, Map<String, ?> client, String topic) {
    return explain(failure, client, topic, Optional.of("--topic"));
  }

  /**
   * Explains a failure.
   *
   * @param failure exception of the client
   * @param client properties of the client
   * @param topic topic that the client used
   * @param option option that names the topic; empty where a command has one option per topic
   */
  public static KafkaClientException explain(
      Throwable failure, Map<String, ?> client, String topic, Optional<String> option) {
    Throwable cause = ErrorText.rootCause(failure);
    if (cause instanceof KafkaClientException explained) {
      return explained;
    }
    if (cause instanceof ExplainedFailure) {
      return new KafkaClientException(cause.getMessage(), failure);
    }
    Optional<String> login = login(failure);
    if (login.isPresent()) {
      // Kafka's message quotes part of the password, so the cause is not attached.
      return new KafkaClientException(login.get());
    }
    String brokers = String.valueOf(client.get("bootstrap.servers"));
    return new KafkaClientException(
        tls(failure, brokers)
            .or(() -> unresolved(failure, brokers))
            .orElseGet(() -> sentence(failure, brokers, topic, option)),
        failure);
  }

  private static String sentence(
      Throwable failure, String brokers, String topic, Optional<String> option) {
    Throwable cause = ErrorText.rootCause(failure);
    String reason = ErrorText.reason(cause);
    if (cause instanceof UnknownTopicOrPartitionException) {
      return ("Topic '%s' does not exist at %s: create it with 'pipeline run --create-topics' or"
              + " kafka-topics, or choose another with %s.")
          .formatted(topic, brokers, option.orElse("the option for its topic"));
    }
    if (cause instanceof InvalidTopicException) {
      return "Invalid topic name '%s': choose another%s."
          .formatted(ErrorText.printable(topic), option.map(it -> " with " + it).orElse(""));
    }
    if (cause instanceof TimeoutException
        || cause instanceof java.util.concurrent.TimeoutException) {
      return ("No broker answers at %s: check that the broker runs, the address, and"
              + " security.protocol.")
          .formatted(brokers);
    }
    if (cause instanceof AuthenticationException) {
      return ("The brokers at %s rejected the credentials (%s): check the security properties in"
              + " the --command-config file.")
          .formatted(brokers, reason);
    }
    if (cause instanceof AuthorizationException) {
      return ("Not authorized to use topic '%s' at %s (%s): ask for the permission, or use other"
              + " credentials.")
          .formatted(topic, brokers, reason);
    }
    if (cause instanceof ConfigException) {
      return "Invalid Kafka client properties: %s.".formatted(reason);
    }
    if (store(failure).isPresent()) {
      return setUp(failure);
    }
    return "Cannot use topic '%s' at %s: %s: %s"
        .formatted(topic, brokers, cause.getClass().getSimpleName(), reason);
  }

  /**
   * Explains a {@code sasl.jaas.config} that Kafka cannot parse; empty for other failures. Kafka's
   * own message quotes text next to the password: do not print or attach the failure.
   */
  public static Optional<String> login(Throwable failure) {
    String message = String.valueOf(ErrorText.rootCause(failure).getMessage());
    return LOGIN.matcher(message).find()
        ? Optional.of(
            "Invalid property sasl.jaas.config: write it as 'LoginModule required"
                + " name=\"value\" …;' with quoted values and a semicolon at the end.")
        : Optional.empty();
  }

  /** Explains a failed TLS handshake; empty for other failures. */
  public static Optional<String> tls(Throwable failure, String brokers) {
    return chain(failure).anyMatch(SslAuthenticationException.class::isInstance)
        ? Optional.of(
            ("TLS handshake with the brokers at %s failed (%s): check ssl.truststore.location, that"
                    + " the certificate names that host, and the key of this client.")
                .formatted(brokers, reason(failure)))
        : Optional.empty();
  }

  /** Explains broker addresses that do not resolve; empty for other failures. */
  public static Optional<String> unresolved(Throwable failure, String brokers) {
    Throwable cause = ErrorText.rootCause(failure);
    return cause instanceof ConfigException
            && String.valueOf(cause.getMessage()).contains("bootstrap")
        ? Optional.of(
            "Cannot resolve the broker address %s (%s): check --bootstrap-server and DNS."
                .formatted(brokers, reason(failure)))
        : Optional.empty();
  }

  /** Explains a client that cannot be created from its properties. */
  public static String setUp(Throwable failure) {
    return ("Cannot create the Kafka client (%s%s): check the files and passwords in its"
            + " properties.")
        .formatted(store(failure).map(it -> it + ": ").orElse(""), reason(failure));
  }

  /** Kafka's message about a key or trust store that it cannot open. The innermost has the path. */
  private static Optional<String> store(Throwable failure) {
    return chain(failure)
        .filter(it -> it instanceof KafkaException && it.getCause() != null)
        .map(it -> String.valueOf(it.getMessage()))
        .filter(message -> message.contains("store"))
        .reduce((outer, inner) -> inner)
        .map(ErrorText::printable);
  }

  private static Stream<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }

  private static String reason(Throwable failure) {
    return ErrorText.reason(ErrorText.rootCause(failure));
  }
}
