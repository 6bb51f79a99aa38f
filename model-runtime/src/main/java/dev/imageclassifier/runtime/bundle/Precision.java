package dev.imageclassifier.runtime.bundle;

import java.util.Locale;

/** The arithmetic that a TorchScript file computes in. */
public enum Precision {
  FP32,
  INT8;

  /** The name in settings, properties and results: lower case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
