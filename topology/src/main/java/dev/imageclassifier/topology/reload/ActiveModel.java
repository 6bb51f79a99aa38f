package dev.imageclassifier.topology.reload;

import dev.imageclassifier.runtime.predict.ModelIdentity;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Which model labels now, and what became of those that were to follow it. Thread-safe. */
public final class ActiveModel {
  private final AtomicReference<ServedModel> current;
  private final AtomicReference<String> refused = new AtomicReference<>();
  private final LongAdder switches = new LongAdder();
  private final LongAdder refusals = new LongAdder();

  public ActiveModel(ServedModel first) {
    current = new AtomicReference<>(first);
  }

  public ServedModel current() {
    return current.get();
  }

  public void switched(ServedModel next) {
    current.set(next);
    refused.set(null);
    switches.increment();
  }

  public void refused(String why) {
    refused.set(why);
    refusals.increment();
  }

  /** What was refused is gone, and the model that labels is what is meant. */
  public void asMeant() {
    refused.set(null);
  }

  public long switches() {
    return switches.sum();
  }

  public long refusals() {
    return refusals.sum();
  }

  /** Why the model that is meant does not label; nothing where it does. */
  public Optional<String> refusal() {
    return Optional.ofNullable(refused.get());
  }

  /** For a person who asks whether the pipeline is ready. */
  public String sentence() {
    ModelIdentity model = current.get().identity();
    return "model "
        + named(model)
        + refusal().map(why -> "\nthe new model was refused, this one stays: " + why).orElse("");
  }

  static String named(ModelIdentity model) {
    return model.name()
        + " "
        + model.version()
        + " ("
        + model.precision()
        + ", "
        + model.digest()
        + ")";
  }
}
