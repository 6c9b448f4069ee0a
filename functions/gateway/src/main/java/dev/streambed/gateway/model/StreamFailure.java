package dev.streambed.gateway.model;

/// An exception that an event of a stream stands for.
///
/// @param name AWS's name of it; empty when the event stands for none
/// @param message what the model says of it; empty when it says nothing
record StreamFailure(String name, String message) {

  static final StreamFailure NONE = new StreamFailure("", "");

  boolean isEmpty() {
    return name.isEmpty();
  }
}
