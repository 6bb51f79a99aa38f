package dev.imageclassifier.runtime.bundle;

import java.util.Locale;

/** The numeric precision of a TorchScript file. */
public enum Precision {
  FP32,
  INT8;

  /** Returns the lower-case name for settings, properties and results. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
