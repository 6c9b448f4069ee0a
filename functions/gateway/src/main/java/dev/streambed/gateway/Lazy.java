package dev.streambed.gateway;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is only built when it is needed. Thread-safe.
final class Lazy<T> {

  private final Supplier<T> builder;
  private @Nullable T built;

  Lazy(Supplier<T> builder) {
    this.builder = builder;
  }

  synchronized T get() {
    T value = built == null ? builder.get() : built;
    built = value;
    return value;
  }
}
