package dev.streambed.runtime;

/// The wall clock, which deadlines are based on.
interface MillisClock {

  MillisClock SYSTEM =
      new MillisClock() {
        @Override
        public long millis() {
          return System.currentTimeMillis();
        }
      };

  /// Epoch milliseconds.
  long millis();
}
