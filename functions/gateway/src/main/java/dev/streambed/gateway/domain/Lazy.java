package dev.streambed.gateway.domain;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is built on first use. Thread-safe.
public final class Lazy<T> {

  private final Supplier<T> builder;
  private @Nullable T built;

  public Lazy(Supplier<T> builder) {
    this.builder = builder;
  }

  public synchronized T get() {
    T value = built == null ? builder.get() : built;
    built = value;
    return value;
  }
}
