package dev.streambed.runtime;

/// Waiting, so that tests need not.
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
