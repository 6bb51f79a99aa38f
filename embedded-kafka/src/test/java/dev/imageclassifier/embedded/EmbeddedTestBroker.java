package dev.imageclassifier.embedded;

import dev.imageclassifier.testkit.TestBroker;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Starts embedded brokers for the tests of all modules. */
public final class EmbeddedTestBroker implements TestBroker.Provider {
  @Override
  public String name() {
    return "embedded";
  }

  @Override
  public Set<TestBroker.Capability> capabilities() {
    return EnumSet.allOf(TestBroker.Capability.class);
  }

  @Override
  public TestBroker start(Map<String, String> brokerProperties) {
    BrokerSettings settings = BrokerSettings.builder().properties(brokerProperties).build();
    return new Adapter(EmbeddedKafka.start(settings));
  }

  private record Adapter(EmbeddedKafka kafka) implements TestBroker {
    @Override
    public String bootstrapServers() {
      return kafka.bootstrapServers();
    }

    @Override
    public void stop() {
      kafka.stop();
    }

    @Override
    public void restart() {
      kafka.restart();
    }

    @Override
    public void close() {
      kafka.close();
    }
  }
}
