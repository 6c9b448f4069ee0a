package dev.streambed.runtime;

/// The exit codes of the process. Those about snapshots are the same as in AWS's runtimes; the
/// others follow `sysexits.h` where possible.
final class ExitCode {

  static final int INTERRUPTED = 0;
  static final int INIT_FAILED = 1;
  static final int BEFORE_SNAPSHOT_FAILED = 64;
  static final int AFTER_RESTORE_FAILED = 65;
  static final int PLATFORM_GONE = 69;
  static final int TOO_MANY_STUCK = 70;

  private ExitCode() {}
}
