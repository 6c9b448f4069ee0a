package dev.streambed.runtime;

/// Why the process ends. The numbers of a snapshot are those of AWS's runtimes, others those of
/// `sysexits.h` where it has one.
final class ExitCode {

  static final int INTERRUPTED = 0;
  static final int INIT_FAILED = 1;
  static final int BEFORE_SNAPSHOT_FAILED = 64;
  static final int AFTER_RESTORE_FAILED = 65;
  static final int PLATFORM_GONE = 69;
  static final int TOO_MANY_STUCK = 70;

  private ExitCode() {}
}
