package dev.streambed.cdk;

/** Checks of properties; each message names the property and its value. */
final class PropsCheck {
  private PropsCheck() {}

  static void between(String name, long value, long lowest, long highest) {
    if (value < lowest || value > highest) {
      throw new IllegalArgumentException(
          name + " is between " + lowest + " and " + highest + ": " + value);
    }
  }

  static void that(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
