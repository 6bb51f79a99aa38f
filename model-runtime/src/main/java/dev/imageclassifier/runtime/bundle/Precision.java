package dev.imageclassifier.runtime.bundle;

import java.util.Locale;

/** Number format of a TorchScript file. */
public enum Precision {
  FP32,
  INT8;

  /** Returns the lower-case name used in settings, properties and results. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
