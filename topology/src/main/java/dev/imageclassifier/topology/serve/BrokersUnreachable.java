package dev.imageclassifier.topology.serve;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** The cluster did not answer the first questions; the message says which and what to look at. */
public final class BrokersUnreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private BrokersUnreachable(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  static BrokersUnreachable of(Throwable cause, PipelineSettings settings) {
    String brokers = settings.client().getOrDefault("bootstrap.servers", "?");
    String sentence;
    if (cause instanceof AuthenticationException) {
      sentence =
          "The brokers at "
              + brokers
              + " refused the credentials ("
              + cause.getMessage()
              + "): check the SASL or TLS properties in --command-config.";
    } else if (cause instanceof AuthorizationException) {
      sentence =
          "The brokers at "
              + brokers
              + " deny a permission ("
              + cause.getMessage()
              + "): grant it to this user.";
    } else {
      sentence =
          "The brokers at "
              + brokers
              + " do not answer ("
              + cause.getMessage()
              + "): check --bootstrap-server, that the cluster runs, and that its TLS and SASL"
              + " settings match.";
    }
    return new BrokersUnreachable(sentence, cause);
  }
}
