package dev.streambed.runtime;

/// Sleeps; replaced in tests.
interface Sleeper {

  Sleeper SYSTEM =
      new Sleeper() {
        @Override
        public void millis(long millis) throws InterruptedException {
          Thread.sleep(millis);
        }
      };

  void millis(long millis) throws InterruptedException;
}
