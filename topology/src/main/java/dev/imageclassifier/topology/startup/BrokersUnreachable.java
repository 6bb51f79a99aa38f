package dev.imageclassifier.topology.startup;

import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.kafka.KafkaErrors;
import dev.imageclassifier.topology.settings.PipelineSettings;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/** The cluster did not answer the first questions; the message says which and what to look at. */
public final class BrokersUnreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private BrokersUnreachable(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  public static BrokersUnreachable of(Throwable failure, PipelineSettings settings) {
    return KafkaErrors.login(failure)
        .map(sentence -> new BrokersUnreachable(sentence, null)) // neither shown nor attached
        .orElseGet(
            () ->
                new BrokersUnreachable(
                    sentence(failure, settings.client().getOrDefault("bootstrap.servers", "?")),
                    failure));
  }

  private static String sentence(Throwable failure, String brokers) {
    return KafkaErrors.tls(failure, brokers)
        .or(() -> KafkaErrors.unresolved(failure, brokers))
        .orElseGet(() -> other(failure, "The brokers at " + brokers));
  }

  private static String other(Throwable failure, String brokers) {
    String reason = ErrorText.reason(ErrorText.rootCause(failure));
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
    if (ErrorText.rootCause(failure) instanceof ConfigException) {
      return "The Kafka client does not take its properties (" + reason + "): correct them.";
    }
    if (failure instanceof TimeoutException) {
      return brokers
          + " do not answer within "
          + PipelineSettings.CONNECT_TIMEOUT_MS / 1000
          + " seconds: check --bootstrap-server, that the cluster runs, and that its TLS and SASL"
          + " settings match.";
    }
    if (failure.getCause() != null) {
      return KafkaErrors.setUp(failure);
    }
    return brokers
        + " do not answer as they should ("
        + reason
        + "): check --bootstrap-server, and that the cluster runs.";
  }
}
