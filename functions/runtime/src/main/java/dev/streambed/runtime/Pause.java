package dev.streambed.runtime;

/// Waiting, so that tests need not.
interface Pause {

  Pause SYSTEM =
      new Pause() {
        @Override
        public void millis(long millis) throws InterruptedException {
          Thread.sleep(millis);
        }
      };

  void millis(long millis) throws InterruptedException;
}
