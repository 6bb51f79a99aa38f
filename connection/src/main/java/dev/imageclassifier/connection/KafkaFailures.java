package dev.imageclassifier.connection;

import dev.imageclassifier.cli.Sentences;
import dev.imageclassifier.cli.UserError;
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
 * Says what stands between a Kafka client of ours and its brokers or topic. Shows no property's
 * value but the brokers' names.
 */
public final class KafkaFailures {
  private static final Pattern LOGIN = Pattern.compile("JAAS|LoginModule|sasl\\.jaas\\.config");

  private KafkaFailures() {}

  /**
   * The failure as a sentence, for a command that uses one topic or several.
   *
   * @param failure what the client threw
   * @param client the client's properties
   * @param topic the topic in question
   * @param option the option that names it; empty where there is one for each of several topics
   */
  public static UserError explain(
      Throwable failure, Map<String, ?> client, String topic, Optional<String> option) {
    Throwable cause = Sentences.rootCause(failure);
    String brokers = String.valueOf(client.get("bootstrap.servers"));
    if (cause instanceof UserError known) {
      return known;
    }
    Optional<String> login = login(failure);
    if (login.isPresent()) {
      return new UserError(login.get()); // the cause is not attached either
    }
    if (cause instanceof UnknownTopicOrPartitionException) {
      return new UserError(
          "The topic '"
              + topic
              + "' does not exist at "
              + brokers
              + ": create it with 'pipeline run --create-topics' or kafka-topics, or name another"
              + " with "
              + option.orElse("the option for its topic")
              + ".",
          failure);
    }
    if (cause instanceof InvalidTopicException) {
      return new UserError(
          "'"
              + Sentences.printable(topic)
              + "' is no name for a topic: give another"
              + option.map(it -> " " + it).orElse("")
              + ".",
          failure);
    }
    if (cause instanceof TimeoutException
        || cause instanceof java.util.concurrent.TimeoutException) {
      return new UserError(
          "No broker answers at "
              + brokers
              + ": check that it runs, the address, and security.protocol.",
          failure);
    }
    Optional<String> common = tls(failure, brokers).or(() -> noAddress(failure, brokers));
    if (common.isPresent()) {
      return new UserError(common.get(), failure);
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
    if (store(failure).isPresent()) {
      return new UserError(setUp(failure), failure);
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

  /**
   * A sentence for a login that cannot be read; empty for other failures. Kafka's own message
   * quotes the password's neighbourhood: whoever tells this neither shows nor attaches the failure.
   */
  public static Optional<String> login(Throwable failure) {
    String message = String.valueOf(Sentences.rootCause(failure).getMessage());
    return LOGIN.matcher(message).find()
        ? Optional.of(
            "The property sasl.jaas.config cannot be read: it is 'LoginModule required"
                + " name=\"value\" …;' with quoted values and a semicolon at the end.")
        : Optional.empty();
  }

  /** A sentence for brokers and a client that do not agree on TLS; empty for other failures. */
  public static Optional<String> tls(Throwable failure, String brokers) {
    return chain(failure).anyMatch(SslAuthenticationException.class::isInstance)
        ? Optional.of(
            "The brokers at "
                + brokers
                + " and this client do not agree on TLS ("
                + reason(failure)
                + "): check ssl.truststore.location, that the certificate is for that host, and"
                + " this client's own key.")
        : Optional.empty();
  }

  /** A sentence for brokers whose names do not resolve; empty for other failures. */
  public static Optional<String> noAddress(Throwable failure, String brokers) {
    Throwable cause = Sentences.rootCause(failure);
    return cause instanceof ConfigException
            && String.valueOf(cause.getMessage()).contains("bootstrap")
        ? Optional.of(
            "The brokers at "
                + brokers
                + " have no address ("
                + reason(failure)
                + "): check --bootstrap-server and the DNS.")
        : Optional.empty();
  }

  /** A sentence for a client that Kafka cannot make of its properties. */
  public static String setUp(Throwable failure) {
    return "The Kafka client cannot be set up ("
        + store(failure).map(it -> it + ": ").orElse("")
        + reason(failure)
        + "): check the files and passwords that its properties name.";
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

  private static String reason(Throwable failure) {
    return Sentences.reason(Sentences.rootCause(failure));
  }
}
