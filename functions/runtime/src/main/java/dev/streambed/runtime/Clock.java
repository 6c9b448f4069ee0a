package dev.streambed.runtime;

/// The time of day, which deadlines are given in.
interface Clock {

  Clock SYSTEM =
      new Clock() {
        @Override
        public long millis() {
          return System.currentTimeMillis();
        }
      };

  /// Epoch milliseconds.
  long millis();
}
