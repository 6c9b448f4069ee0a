package dev.streambed.gateway.config;

/// The function cannot start with this environment. The message names the variable.
public final class SettingsException extends RuntimeException {

  private static final long serialVersionUID = 1;

  SettingsException(String message) {
    super(message);
  }
}
