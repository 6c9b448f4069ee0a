package dev.streambed.runtime;

/// The time of day, which deadlines are given in.
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
